package assetledger.model;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person in the service of an authority. All else names him by the id of this record, which tells nothing of him, so
 * that what is known of him stands in the versions of this record alone, and can be erased there.
 * @param owner the authority; absent only where nothing is left of a version
 * @param name absent once it is erased
 * @param mail where he is reached
 * @param post what he is in the authority
 * @param erasure absent while he is described
 */
public record Person(
        @Nullable RecordId owner,
        @Nullable String name,
        @Nullable String mail,
        @Nullable String post,
        @Nullable Erasure erasure)
        implements State {
    /** What can be read of a version whose payload was erased. */
    public static final Person NOTHING_LEFT = new Person(null, null, null, null, null);

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MAIL = 254;
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * That what was known of a person was erased.
     * @param on the day
     * @param basis the legal ground, such as a request of the person or the end of a period of retention
     */
    public record Erasure(LocalDate on, String basis) {
        private static final int LONGEST_BASIS = 500;

        public Erasure {
            Require.text("basis", basis, LONGEST_BASIS);
        }
    }

    public Person {
        Require.optionalText("name", name, LONGEST_NAME);
        Require.optionalText("post", post, LONGEST_NAME);
        Require.optionalText("mail", mail, LONGEST_MAIL);
        if (mail != null && !MAIL.matcher(mail).matches()) {
            // What was given is not said again: it may be a person's.
            throw new InvalidValue("mail", "An address of mail looks like ann@agency.example");
        }
        if (erasure != null && (name != null || mail != null || post != null)) {
            throw new InvalidValue("erasure", "Of a person who is erased nothing is kept");
        }
    }

    /** Whether nothing is known of him any more. */
    public boolean isErased() {
        return name == null;
    }

    /** The same person when all that was known of him is gone. */
    public Person erased(LocalDate on, String basis) {
        return new Person(owner, null, null, null, new Erasure(on, basis));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.PERSON;
    }

    @Override
    public List<Reference> references() {
        return Reference.optional("owner", owner, RecordKind.SUBJECT);
    }
}
