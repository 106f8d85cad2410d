package assetledger.importer.profile;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Properties;

/** What the parts of a profile are called for people. */
public enum Labels {
    EN(Locale.ENGLISH),
    RU(Locale.forLanguageTag("ru"));

    private final Locale locale;

    @SuppressWarnings("ImmutableEnumChecker") // Nothing changes it after construction.
    private final Properties words = new Properties();

    Labels(Locale locale) {
        this.locale = locale;
        try {
            words.load(new StringReader(WholeProfile.read(locale.getLanguage() + ".properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String language() {
        return locale.getLanguage();
    }

    /** A word; what has none here is shown as it is. */
    String of(String key, String otherwise) {
        return words.getProperty(key, otherwise);
    }

    String of(String key) {
        return of(key, key);
    }

    /** A name of the schema's, such as a section or a rating. */
    String named(String kind, String name) {
        return of(kind + "." + name, name);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** With as many digits behind the point as it came with. */
    String amount(String decimal) {
        BigDecimal amount = new BigDecimal(decimal);
        NumberFormat form = NumberFormat.getNumberInstance(locale);
        form.setMinimumFractionDigits(amount.scale());
        form.setMaximumFractionDigits(amount.scale());
        return form.format(amount);
    }
}
