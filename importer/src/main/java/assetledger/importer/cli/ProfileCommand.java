package assetledger.importer.cli;

import assetledger.importer.own.OwnException;
import assetledger.importer.profile.Labels;
import assetledger.importer.profile.ProfileException;
import assetledger.importer.profile.ProfilePage;
import assetledger.importer.profile.ProfileRequest;
import assetledger.importer.profile.WholeProfile;
import assetledger.importer.send.Patience;
import assetledger.importer.send.SendException;
import assetledger.importer.table.TableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an authority's digital profile, with every record that its figures count. */
@Command(
        name = "profile",
        description =
                "Writes an authority's digital profile: a page to print, or JSON, with every record that it counts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 0 when all of it is written, 2 when it is not."})
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class ProfileCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream notes;

    @Option(
            names = "--authority",
            required = true,
            paramLabel = "REF",
            description = "The authority: its id, or an identifier such as demo:reg-health.")
    private String authority;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day, such as 2026-03-31; today where absent.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file; its name ends with .html or .json. JSON is printed where it is left out.")
    private @Nullable Path out;

    @Option(names = "--language", paramLabel = "en|ru", description = "Of the page's labels; English where absent.")
    private Labels language = Labels.EN;

    @Mixin
    private ServerOptions server;

    ProfileCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        try {
            boolean isPage = isPage();
            WholeProfile profile = WholeProfile.of(
                    new ProfileRequest(authority, asOf, server.server(), new RowLine(notes), Patience.USUAL));
            String text =
                    isPage ? ProfilePage.of(profile, language) : profile.json().toPrettyString() + "\n";
            if (out == null) {
                results.print(text);
            } else {
                Files.writeString(out, text);
                results.printf(Locale.ROOT, "%s: %s as of %s%n", out, Shown.line(name(profile)), day(profile));
            }
            return AssetLedger.DONE;
        } catch (IOException e) {
            notes.println("The file cannot be written: " + e.getMessage());
        } catch (OwnException | ProfileException | TableException | SendException | IllegalArgumentException e) {
            notes.println("There is no profile. " + e.getMessage());
        }
        return AssetLedger.FAILED;
    }

    private boolean isPage() {
        String name = out == null ? ".json" : out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".json")) {
            throw new IllegalArgumentException(
                    "A profile is written as .html or .json, and %s is neither".formatted(out));
        }
        return name.endsWith(".html");
    }

    private static String name(WholeProfile profile) {
        return profile.json().path("subject").path("name").asString();
    }

    private static String day(WholeProfile profile) {
        return profile.json().path("asOf").asString();
    }
}
