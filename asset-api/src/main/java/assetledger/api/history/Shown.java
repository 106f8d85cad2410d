package assetledger.api.history;

import assetledger.model.Person;
import assetledger.model.RecordId;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.util.Set;

/** Which members of a record's states are a viewer's to see: those that the record of today would show him. */
final class Shown {
    static final Set<String> MONEY = Set.of("budgetCode", "currency", "amounts");
    static final Set<String> PERSONAL = Set.of("name", "mail", "post");

    private final Set<String> hidden;

    Shown(Viewer viewer, State today) {
        RecordId owner = today.owner();
        if (today instanceof SpendingLine && !viewer.seesMoneyOf(owner)) {
            hidden = MONEY;
        } else if (today instanceof Person && !viewer.seesPersonsOf(owner)) {
            hidden = PERSONAL;
        } else {
            hidden = Set.of();
        }
    }

    /** Whether a member, or what stands somewhere in it, is shown. */
    boolean shows(String path) {
        return !hidden.contains(path.split("[.\\[]", 2)[0]);
    }

    /** Whether reasons are: that for describing a person may tell of him. */
    boolean showsReasons() {
        return hidden != PERSONAL;
    }
}
