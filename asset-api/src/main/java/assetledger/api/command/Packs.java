package assetledger.api.command;

import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import org.springframework.stereotype.Component;

/** The pack by which this instance judges commands. */
@Component
public class Packs {
    private final Pack current = PackReader.read(PackReader.neutral());

    public Pack current() {
        return current;
    }
}
