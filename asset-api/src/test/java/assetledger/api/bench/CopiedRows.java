package assetledger.api.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of PostgreSQL's binary COPY, cut anew; its rows stand in the order of a bigint that is their first column. */
final class CopiedRows implements Closeable {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** Signature, flags, and the length of an extension that nobody uses. */
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private static final int END = -1;

    private final DataInputStream in;
    private final boolean keepsPosition;
    private int columns;
    private long position;

    /** @param keepsPosition whether the first column is one of those that are copied back */
    CopiedRows(Path file, boolean keepsPosition) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        this.keepsPosition = keepsPosition;
        in.skipNBytes(HEADER);
        next();
    }

    /** What COPY takes of the rows that are left and come before a position. */
    byte[] before(long end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
        while (columns != END && position < end) {
            row(out);
            next();
        }
        out.writeShort(END);
        return bytes.toByteArray();
    }

    private void next() throws IOException {
        columns = in.readShort();
        if (columns != END) {
            in.skipNBytes(Integer.BYTES);
            position = in.readLong();
        }
    }

    private void row(DataOutputStream out) throws IOException {
        out.writeShort(keepsPosition ? columns : columns - 1);
        if (keepsPosition) {
            out.writeInt(Long.BYTES);
            out.writeLong(position);
        }
        for (int column = 1; column < columns; column++) {
            int length = in.readInt();
            out.writeInt(length);
            if (length > 0) {
                out.write(in.readNBytes(length));
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
