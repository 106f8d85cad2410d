package assetledger.importer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProfilePageTests {
    private static final String HOSTILE = "</bdi><script>alert(1)</script><img src=x onerror=alert(2)> &amp;";

    private static WholeProfile profile(String name) {
        ObjectNode profile = (ObjectNode) JsonMapper.shared().readTree("""
                {"subject": {"id": "1", "name": ""}, "asOf": "2026-11-25", "position": 1234,
                 "sections": [
                   {"section": "TECHNICAL", "rule": "A rule.", "total": 1, "figures": [
                     {"rating": "IN_USE", "count": 1, "records": [{"id": "2", "number": "SYS-1"}]}]},
                   {"section": "MONEY", "rule": "A rule.", "total": 0, "figures": []}],
                 "money": [
                   {"outcome": "REACHED", "currency": "RUB", "figures": {"lines": 2, "withheld": 1, "amount": {"amount": "1234567.50"}}},
                   {"outcome": "MISSED", "currency": "RUB", "figures": null}]}
                """);
        ((ObjectNode) profile.path("subject")).put("name", name);
        ((ObjectNode) profile.at("/sections/0/figures/0/records/0")).put("name", name);
        return new WholeProfile(profile);
    }

    @EnumSource
    @ParameterizedTest
    void whateverANameLooksLikeIsText(Labels language) {
        String page = ProfilePage.of(profile(HOSTILE), language);
        assertThat(page)
                .doesNotContain("<script", "<img")
                .contains(
                        "&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; &amp;amp;")
                .contains("default-src 'none'");
    }

    @Test
    void amountsHaveTheFormOfTheLanguageAndEveryDigit() {
        assertThat(ProfilePage.of(profile("A"), Labels.EN)).contains("<td class=\"amount\">1,234,567.50</td>");
        assertThat(ProfilePage.of(profile("A"), Labels.RU))
                .contains("<td class=\"amount\">1\u00a0234\u00a0567,50</td>");
    }

    @Test
    void whatTheServerDoesNotTellIsSaidToBeTooFew() {
        assertThat(ProfilePage.of(profile("A"), Labels.EN))
                .contains("2 (of these not shown 1)", "too few to tell", "Nothing counts here on this day.");
    }

    @Test
    void bothLanguagesHaveTheSameWordsAndTheRulesComeInEnglishFromTheServer() throws IOException {
        Set<String> english = words("en");
        Set<String> russian = words("ru");
        russian.removeIf(word -> word.startsWith("rule."));
        assertThat(russian).isEqualTo(english).hasSizeGreaterThan(50);
        assertThat(ProfilePage.of(profile("A"), Labels.EN)).contains("<p>A rule.</p>");
        assertThat(ProfilePage.of(profile("A"), Labels.RU)).doesNotContain("A rule.");
    }

    private static Set<String> words(String language) throws IOException {
        Properties words = new Properties();
        words.load(new StringReader(WholeProfile.read(language + ".properties")));
        return new TreeSet<>(words.stringPropertyNames());
    }
}
