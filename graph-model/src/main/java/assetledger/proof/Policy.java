package assetledger.proof;

import java.util.List;

/**
 * Whom a verifier trusts.
 * @param ledger the ledger's keys, at least one; several where its key was changed, and one of them will do
 * @param witnesses keys of those who saw to it that the ledger shows everybody the same
 * @param quorum how many of the witnesses must have signed
 */
public record Policy(List<VerifierKey> ledger, List<VerifierKey> witnesses, int quorum) {
    public Policy {
        ledger = List.copyOf(ledger);
        witnesses = List.copyOf(witnesses);
        if (ledger.isEmpty() || quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "A policy has a key of the ledger, and asks for no more witnesses than it names");
        }
    }

    /** Trusts one key, and asks for no witness. */
    public static Policy of(VerifierKey ledger) {
        return new Policy(List.of(ledger), List.of(), 0);
    }

    /**
     * The checkpoint in a note, once those who are trusted have signed it.
     * @throws Unproven where they have not
     */
    public Checkpoint demand(SignedNote note) {
        if (ledger.stream().noneMatch(note::isSignedBy)) {
            // Says what is wrong of the first key, which is the only one in most cases.
            note.demand(ledger.get(0));
        }
        long seen = witnesses.stream().filter(note::isSignedBy).count();
        if (seen < quorum) {
            throw new Unproven(
                    "%d of the %d witnesses have signed, and %d must have".formatted(seen, witnesses.size(), quorum));
        }
        return Checkpoint.of(note.text());
    }
}
