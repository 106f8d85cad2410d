package assetledger.event;

import assetledger.model.ActivePack;
import assetledger.model.Appointment;
import assetledger.model.Asset;
import assetledger.model.Attribute;
import assetledger.model.Competency;
import assetledger.model.Declaration;
import assetledger.model.ExternalId;
import assetledger.model.Function;
import assetledger.model.Grant;
import assetledger.model.Import;
import assetledger.model.ImportTable;
import assetledger.model.Indicator;
import assetledger.model.LegalAct;
import assetledger.model.Link;
import assetledger.model.Measure;
import assetledger.model.Person;
import assetledger.model.Post;
import assetledger.model.Protection;
import assetledger.model.RecordId;
import assetledger.model.Restriction;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Terms;
import assetledger.model.Transfer;
import assetledger.model.Validity;
import assetledger.model.YearAmount;
import assetledger.model.YearValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a state's members; what is absent is left out, so that a member added later changes no old bytes. */
final class StateWriter {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private StateWriter() {}

    static Map<String, Object> members(State state) {
        StateWriter writer = new StateWriter();
        switch (state.kind()) {
            case SUBJECT -> writer.subject((Subject) state);
            case FUNCTION -> writer.function((Function) state);
            case TECHNICAL_ASSET, LEGAL_ACT, SPENDING_LINE, COMPETENCY -> writer.asset((Asset) state);
            case MEASURE -> writer.measure((Measure) state);
            case INDICATOR -> writer.indicator((Indicator) state);
            case DECLARATION -> writer.declaration((Declaration) state);
            case LINK -> writer.link((Link) state);
            case PACK -> writer.pack((ActivePack) state);
            case GRANT -> writer.grant((Grant) state);
            case IMPORT -> writer.run((Import) state);
            case PERSON -> writer.person((Person) state);
            case POST -> writer.post((Post) state);
            case TRANSFER -> writer.transfer((Transfer) state);
        }
        writer.externalIds(state.externalIds());
        return writer.members;
    }

    private void subject(Subject subject) {
        put("name", subject.name());
        put("level", subject.level());
        put("parent", subject.parent());
        validity("existsFrom", "existsTo", subject.existence());
        putIds("successors", subject.successors());
    }

    private void function(Function function) {
        put("name", function.name());
        put("description", function.description());
        put("area", function.area());
        put("kind", function.functionKind());
        put("broader", function.broader());
    }

    private void asset(Asset asset) {
        put("number", asset.number());
        put("type", asset.type());
        put("name", asset.name());
        put("purpose", asset.purpose());
        put("owner", asset.owner());
        putList(
                "formerOwners",
                asset.formerOwners().stream()
                        .map(former -> Map.of(
                                "owner",
                                former.owner().toString(),
                                "until",
                                former.until().toString()))
                        .toList());
        putList(
                "attributes",
                asset.attributes().stream().map(StateWriter::attribute).toList());
        putList(
                "stages",
                asset.stages().stream()
                        .map(stage -> Map.of(
                                "stage", stage.stage(), "from", stage.from().toString()))
                        .toList());
        if (asset instanceof TechnicalAsset system) {
            put("origin", system.origin());
            put("licence", system.licence());
            if (system.protection() != null) {
                members.put("protection", protection(system.protection()));
            }
        } else if (asset instanceof LegalAct act) {
            put("actNumber", act.actNumber());
            put("actDate", act.actDate());
        } else if (asset instanceof SpendingLine line) {
            put("budgetCode", line.budgetCode());
            put("currency", line.currency());
            putList(
                    "amounts",
                    line.amounts().stream().map(StateWriter::yearAmount).toList());
        } else if (asset instanceof Competency competency) {
            put("code", competency.code());
        }
        Restriction restriction = asset.restriction();
        if (restriction != null) {
            Map<String, Object> restricted = new LinkedHashMap<>();
            restricted.put("ground", restriction.ground());
            if (restriction.releaseProposedBy() != null) {
                restricted.put("releaseProposedBy", restriction.releaseProposedBy());
            }
            members.put("restriction", restricted);
        }
    }

    private static Map<String, Object> attribute(Attribute attribute) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", attribute.code());
        members.put("value", attribute.value());
        if (attribute.unit() != null) {
            members.put("unit", attribute.unit());
        }
        return members;
    }

    private static Map<String, Object> protection(Protection protection) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("criticality", protection.criticality().name());
        if (protection.securityClass() != null) {
            members.put("securityClass", protection.securityClass());
        }
        if (protection.attestedUntil() != null) {
            members.put("attestedUntil", protection.attestedUntil().toString());
        }
        return members;
    }

    private void post(Post post) {
        put("name", post.name());
        put("owner", post.owner());
        putList(
                "appointments",
                post.appointments().stream().map(StateWriter::appointment).toList());
    }

    private static Map<String, Object> appointment(Appointment appointment) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("person", appointment.person().toString());
        members.put("from", appointment.from().toString());
        if (appointment.to() != null) {
            members.put("to", appointment.to().toString());
        }
        return members;
    }

    private void transfer(Transfer transfer) {
        put("from", transfer.from());
        put("to", transfer.to());
        putIds("assets", transfer.assets());
        put("on", transfer.on());
        put("act", transfer.act());
        put("ground", transfer.ground());
        put("state", transfer.state());
        put("proposedBy", transfer.proposedBy());
        put("acceptedByGiver", transfer.acceptedByGiver());
        put("acceptedByTaker", transfer.acceptedByTaker());
    }

    private void grant(Grant grant) {
        put("holder", grant.holder());
        if (grant.client()) {
            members.put("client", true);
        }
        put("role", grant.role());
        put("authority", grant.authority());
        validity("from", "to", grant.validity());
        put("proposedBy", grant.proposedBy());
        put("acceptedBy", grant.acceptedBy());
    }

    private void run(Import run) {
        put("source", run.source());
        put("person", run.person());
        put("owner", run.owner());
        put("state", run.state());
        putList("tables", run.tables().stream().map(StateWriter::table).toList());
    }

    private void person(Person person) {
        put("owner", person.owner());
        put("name", person.name());
        put("mail", person.mail());
        put("post", person.post());
        if (person.erasure() != null) {
            members.put(
                    "erasure",
                    Map.of(
                            "on", person.erasure().on().toString(),
                            "basis", person.erasure().basis()));
        }
    }

    private static Map<String, Object> table(ImportTable table) {
        return Map.of(
                "file", table.file(),
                "sha256", table.sha256(),
                "mapping", table.mapping(),
                "mappingSha256", table.mappingSha256(),
                "rows", table.rows(),
                "repeated", table.repeated(),
                "reported", table.reported());
    }

    private static Map<String, Object> yearAmount(YearAmount amount) {
        return Map.of("year", amount.year(), "amount", amount.amount().decimal());
    }

    private void measure(Measure measure) {
        put("name", measure.name());
        put("owner", measure.owner());
        validity("from", "to", measure.period());
    }

    private void indicator(Indicator indicator) {
        put("name", indicator.name());
        put("owner", indicator.owner());
        put("unit", indicator.unit());
        put("direction", indicator.direction());
        if (indicator.baseline() != null) {
            members.put(
                    "baseline",
                    Map.of(
                            "value",
                            plain(indicator.baseline().value()),
                            "date",
                            indicator.baseline().date().toString()));
        }
        putList("plans", indicator.plans().stream().map(StateWriter::yearValue).toList());
        putList(
                "actuals",
                indicator.actuals().stream().map(StateWriter::yearValue).toList());
    }

    private static Map<String, Object> yearValue(YearValue value) {
        return Map.of("year", value.year(), "value", plain(value.value()));
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }

    private void declaration(Declaration declaration) {
        put("subject", declaration.subject());
        put("area", declaration.area());
        put("function", declaration.function());
        put("on", declaration.on());
    }

    private void link(Link link) {
        put("kind", link.link());
        put("tail", link.tail());
        put("head", link.head());
        validity("from", "to", link.validity());
        Terms terms = link.terms();
        put("degree", terms.degree());
        put("territory", terms.territory());
        put("text", terms.text());
        put("act", terms.act());
        put("clause", terms.clause());
        putNumber("level", terms.level());
        putNumber("count", terms.count());
        put("standard", terms.standard());
        put("data", terms.data());
        put("evidence", terms.evidence());
        putIds("added", terms.added());
        putIds("without", terms.without());
    }

    private void pack(ActivePack pack) {
        put("pack", pack.pack());
        putNumber("packVersion", pack.packVersion());
        put("sha256", pack.sha256());
    }

    private void validity(String from, String to, Validity validity) {
        put(from, validity.from());
        put(to, validity.to());
    }

    private void externalIds(List<ExternalId> ids) {
        putList(
                "externalIds",
                ids.stream()
                        .map(id -> Map.of("scheme", id.scheme(), "value", id.value()))
                        .toList());
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    private void putNumber(String name, @Nullable Integer value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private void putIds(String name, List<RecordId> ids) {
        putList(name, ids.stream().map(RecordId::toString).toList());
    }

    private void putList(String name, Collection<?> values) {
        if (!values.isEmpty()) {
            members.put(name, values);
        }
    }
}
