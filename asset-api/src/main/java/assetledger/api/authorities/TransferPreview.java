package assetledger.api.authorities;

import assetledger.graph.Transfers;
import assetledger.graph.Transfers.MandateChange;
import assetledger.graph.Transfers.PaidMeasure;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would come of a transfer.
 * @param partsToAgree those links left behind by which a part and its whole come to have different owners
 * @param truncated whether there is more of any sort than is told
 */
record TransferPreview(
        List<MandateChange> mandates,
        List<Recorded<State>> linksLeftBehind,
        List<Recorded<State>> partsToAgree,
        List<Paid> measures,
        boolean truncated) {

    /** A measure with its money, for who may see that. */
    record Paid(RecordId measure, @Nullable List<Money> money) {}

    /** Of each sort what is told of it; one more than that may be given. */
    static TransferPreview of(
            List<MandateChange> mandates, List<Recorded<State>> links, List<PaidMeasure> measures, boolean seesMoney) {
        List<Recorded<State>> left = told(links);
        return new TransferPreview(
                told(mandates),
                left,
                left.stream()
                        .filter(link -> ((Link) link.state()).link() == LinkKind.PART_OF)
                        .toList(),
                told(measures).stream()
                        .map(each -> new Paid(each.measure(), seesMoney ? each.money() : null))
                        .toList(),
                Math.max(Math.max(mandates.size(), links.size()), measures.size()) > Transfers.MOST);
    }

    private static <T> List<T> told(List<T> found) {
        return found.subList(0, Math.min(found.size(), Transfers.MOST));
    }
}
