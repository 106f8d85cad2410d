package assetledger.importer.cli;

import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRefusedException;
import assetledger.importer.ImportRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Function;

/** Carries out a command, tells what came of it, and gives the code to end with. */
final class Attempt {
    /** Makes what may fail for want of a token. */
    @FunctionalInterface
    interface Requests {
        ImportRequest request() throws IOException;
    }

    private final PrintStream results;
    private final PrintStream notes;

    Attempt(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    int carryOut(Requests requests, Function<ImportRequest, ImportOutcome> work) {
        try (StopSignal stop = StopSignal.onControlC(notes)) {
            ImportRequest request = requests.request().watched(new ProgressLine(notes), stop::isAsked);
            ImportOutcome outcome = work.apply(request);
            new Summary(results, notes).print(outcome, request);
            if (outcome.stopped().isPresent()) {
                return AssetLedger.FAILED;
            }
            return outcome.reported() > 0 ? AssetLedger.REPORTED : AssetLedger.DONE;
        } catch (ImportRefusedException e) {
            notes.println("Nothing was sent. " + e.getMessage());
        } catch (IllegalArgumentException e) {
            notes.println(e.getMessage());
        } catch (IOException e) {
            notes.println("The token cannot be read: " + e.getMessage());
        }
        return AssetLedger.FAILED;
    }
}
