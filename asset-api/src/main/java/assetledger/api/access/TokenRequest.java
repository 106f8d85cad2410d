package assetledger.api.access;

import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody asks this installation for on its command line.
 * @param person a pseudonym
 * @param machine whether it is for a program, which records for one authority
 * @param subject the authority that a registrar records for; absent for all
 */
public record TokenRequest(Set<Role> roles, @Nullable RecordId subject, String person, boolean machine, Duration life) {
    private static final int MOST_DAYS = 366;

    /**
     * Reads what was given on the command line.
     * @throws InvalidValue in words that say what a right value looks like
     */
    public static TokenRequest of(
            List<String> roles, @Nullable String subject, @Nullable String person, boolean machine, int days) {
        Set<Role> wanted = roles.stream().map(TokenRequest::role).collect(Collectors.toSet());
        if (subject != null && !wanted.contains(Role.REGISTRAR)) {
            throw new InvalidValue("subject", "--subject is for registrars; other roles hold for all authorities");
        }
        if (machine && (!wanted.equals(Set.of(Role.REGISTRAR)) || subject == null)) {
            throw new InvalidValue("machine", "A machine is the registrar of one authority: give --subject too");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidValue("days", "--days is from 1 to %d, but this is %d".formatted(MOST_DAYS, days));
        }
        String holder =
                Objects.requireNonNullElse(person, String.join("-", roles).toLowerCase(Locale.ROOT));
        if (!holder.matches("[\\p{L}\\p{N}._-]{1,100}")) {
            throw new InvalidValue(
                    "person",
                    "--person has 1 to 100 letters, digits, dots, dashes, but this is '%s'".formatted(holder));
        }
        return new TokenRequest(
                wanted,
                subject == null ? null : RecordId.of("subject", subject),
                holder,
                machine,
                Duration.ofDays(days));
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(known -> word(known).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "role",
                        "--role is one of %s, but this is '%s'"
                                .formatted(
                                        Arrays.stream(Role.values())
                                                .map(TokenRequest::word)
                                                .collect(Collectors.joining(", ")),
                                        text)));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The token, valid from now on. */
    public String issue(LocalKey key, Instant now) {
        return key.issue(person, machine, roles, subject, now, now.plus(life));
    }
}
