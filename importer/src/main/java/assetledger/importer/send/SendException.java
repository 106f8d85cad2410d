package assetledger.importer.send;

/** Sending stopped; the message says why. What was sent before stays recorded, and running again continues. */
public class SendException extends RuntimeException {
    public SendException(String sentence) {
        super(sentence);
    }
}
