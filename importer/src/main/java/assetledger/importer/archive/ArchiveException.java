package assetledger.importer.archive;

import java.io.IOException;

/** An archive is not what an honest program writes; the message says in which way, without the file's name. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    public ArchiveException(String reason) {
        super(reason);
    }
}
