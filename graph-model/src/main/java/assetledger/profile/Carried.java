package assetledger.profile;

import assetledger.model.Declaration;
import assetledger.model.Degree;
import assetledger.model.Function;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.TechnicalAsset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far systems carry the duties of an authority: the rule of docs/graph.md, figured from states. */
final class Carried {
    private static final int NOTHING = 0;
    private static final int PLANNED = 1;
    private static final int PARTLY = 2;
    private static final int FULLY = 3;

    private final RecordId subject;
    private final Known known;
    private final Predicate<RecordId> visible;
    private final int smallestCount;

    Carried(RecordId subject, Known known, Predicate<RecordId> visible, int smallestCount) {
        this.subject = subject;
        this.known = known;
        this.visible = visible;
        this.smallestCount = smallestCount;
    }

    /** A system that carries a function for the authority. */
    private record Support(
            RecordId system, Degree degree, @Nullable String territory) {}

    String rating(Link mandate) {
        Set<RecordId> seen = new HashSet<>();
        Set<RecordId> withheld = new HashSet<>();
        int strongest = NOTHING;
        for (Support support : supports(known.andBroader(mandate.head()))) {
            int strength = strength(support, mandate.terms().territory());
            strongest = Math.max(strongest, strength);
            if (strength > NOTHING) {
                (visible.test(support.system()) ? seen : withheld).add(support.system());
            }
        }
        if (!withheld.isEmpty() && seen.size() + withheld.size() < smallestCount) {
            return "WITHHELD";
        }
        return switch (strongest) {
            case FULLY -> "COVERED";
            case PARTLY -> "PARTIAL";
            case PLANNED -> "PLANNED";
            default -> isDeclared(mandate.head()) ? "NONE" : "NOT_REPORTED";
        };
    }

    /**
     * What carries a duty for us.
     * @param functions the duty and those that include it, the nearest first
     */
    private List<Support> supports(Set<RecordId> functions) {
        List<Support> supports = new ArrayList<>();
        Set<RecordId> way = new HashSet<>();
        for (RecordId function : functions) {
            way.add(function);
            known.to(LinkKind.SUPPORTS, function)
                    .map(Known::link)
                    .filter(link -> link.terms().degree() != Degree.AUXILIARY && isForUs(link.tail(), way))
                    .forEach(link -> supports.add(new Support(
                            link.tail(),
                            required(link.terms().degree()),
                            link.terms().territory())));
            uses(way)
                    .filter(use -> use.terms().added().contains(function))
                    .forEach(use -> supports.add(new Support(use.head(), Degree.FULL, null)));
        }
        return supports;
    }

    /** Our uses that leave none of these functions out. */
    private Stream<Link> uses(Set<RecordId> way) {
        return known.from(LinkKind.USES, subject)
                .map(Known::link)
                .filter(use -> use.terms().without().stream().noneMatch(way::contains));
    }

    private static Degree required(@Nullable Degree degree) {
        return degree == null ? Degree.FULL : degree;
    }

    private boolean isForUs(RecordId system, Set<RecordId> way) {
        return known.find(TechnicalAsset.class, system)
                        .filter(asset -> known.ownerOf(asset).equals(subject))
                        .isPresent()
                || known.from(LinkKind.OPERATED_BY, system)
                        .anyMatch(link -> Known.link(link).head().equals(subject))
                || uses(way).anyMatch(use -> use.head().equals(system));
    }

    private int strength(Support support, @Nullable String territory) {
        if (known.isIn(Phase.IN_USE, support.system())) {
            boolean everywhere =
                    support.territory() == null || support.territory().equals(territory);
            return support.degree() == Degree.FULL && everywhere ? FULLY : PARTLY;
        }
        return known.find(TechnicalAsset.class, support.system())
                        .filter(known::isPlanned)
                        .isPresent()
                ? PLANNED
                : NOTHING;
    }

    private boolean isDeclared(RecordId duty) {
        String area = known.find(Function.class, duty).map(Function::area).orElse("");
        return known.all()
                .map(Recorded::state)
                .filter(Declaration.class::isInstance)
                .map(Declaration.class::cast)
                .anyMatch(said -> said.subject().equals(subject)
                        && !said.on().isAfter(known.day)
                        && (duty.equals(said.function()) || isAtOrAbove(said.area(), area)));
    }

    /** The parent of a code is the code without its last dotted part. */
    private static boolean isAtOrAbove(@Nullable String above, String area) {
        return above != null && (area.equals(above) || area.startsWith(above + "."));
    }
}
