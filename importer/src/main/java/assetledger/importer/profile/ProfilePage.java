package assetledger.importer.profile;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A profile as one page of HTML that needs nothing else and runs nothing. Whatever comes from the ledger goes through
 * {@link #text}, so that it is text in it, whatever it looks like.
 */
public final class ProfilePage {
    private static final String CSS = WholeProfile.read("page.css");

    private final JsonNode profile;
    private final Labels labels;
    private final StringBuilder html = new StringBuilder();

    private ProfilePage(JsonNode profile, Labels labels) {
        this.profile = profile;
        this.labels = labels;
    }

    /** The whole page. */
    public static String of(WholeProfile profile, Labels labels) {
        ProfilePage page = new ProfilePage(profile.json(), labels);
        page.write();
        return page.html.toString();
    }

    private void write() {
        String name = profile.path("subject").path("name").asString();
        raw("<!doctype html>\n<html lang=\"" + labels.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n");
        raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        raw("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        text(labels.of("title") + " - " + name);
        raw("</title>\n<style>\n" + CSS + "</style>\n</head>\n<body>\n<h1>");
        text(labels.of("title"));
        raw("</h1>\n<dl>\n");
        term("subject", name);
        term("asOf", profile.path("asOf").asString());
        term("position", labels.number(profile.path("position").asLong()));
        raw("</dl>\n");
        overview();
        profile.path("sections").forEach(this::section);
        raw("</body>\n</html>\n");
    }

    private void term(String label, String value) {
        raw("<dt>");
        text(labels.of(label));
        raw("</dt><dd><bdi>");
        text(value);
        raw("</bdi></dd>\n");
    }

    private void overview() {
        head(List.of("section", "figures"));
        for (JsonNode section : profile.path("sections")) {
            raw("<tr><td>");
            text(labels.named("section", section.path("section").asString()));
            raw("</td><td>");
            text(section.path("figures")
                    .valueStream()
                    .map(figure -> labels.named("rating", figure.path("rating").asString()) + ": "
                            + labels.number(figure.path("count").asLong()))
                    .reduce((one, other) -> one + "; " + other)
                    .orElse("0"));
            raw("</td></tr>\n");
        }
        raw("</tbody></table>\n");
    }

    private void head(List<String> columns) {
        raw("<table><thead><tr>");
        for (String column : columns) {
            boolean isFigure = column.equals("lines") || column.equals("amount");
            raw(isFigure ? "<th class=\"amount\">" : "<th>");
            text(labels.of(column));
            raw("</th>");
        }
        raw("</tr></thead><tbody>\n");
    }

    private void section(JsonNode section) {
        String name = section.path("section").asString();
        raw("<h2>");
        text(labels.named("section", name));
        raw(" <small>");
        text(labels.number(section.path("total").asLong()));
        raw("</small></h2>\n<p>");
        text(labels.of("rule." + name, section.path("rule").asString()));
        raw("</p>\n");
        if (name.equals("MONEY") && !profile.path("money").isEmpty()) {
            money();
        }
        if (section.path("figures").isEmpty()) {
            raw("<p>");
            text(labels.of("nothing"));
            raw("</p>\n");
        }
        section.path("figures").forEach(this::figure);
    }

    private void money() {
        head(List.of("outcome", "currency", "lines", "amount"));
        for (JsonNode total : profile.path("money")) {
            JsonNode figures = total.path("figures");
            raw("<tr><td>");
            text(labels.named("rating", total.path("outcome").asString()));
            raw("</td><td>");
            text(total.path("currency").asString());
            raw("</td><td class=\"amount\">");
            text(figures.isNull() ? "" : lines(figures));
            raw("</td><td class=\"amount\">");
            text(
                    figures.isNull()
                            ? labels.of("tooFew")
                            : labels.amount(
                                    figures.path("amount").path("amount").asString("0")));
            raw("</td></tr>\n");
        }
        raw("</tbody></table>\n");
    }

    private String lines(JsonNode figures) {
        long withheld = figures.path("withheld").asLong();
        String lines = labels.number(figures.path("lines").asLong());
        return withheld == 0 ? lines : "%s (%s %s)".formatted(lines, labels.of("withheld"), labels.number(withheld));
    }

    private void figure(JsonNode figure) {
        raw("<h3>");
        text(labels.named("rating", figure.path("rating").asString()));
        raw(" <small>");
        text(labels.number(figure.path("count").asLong()));
        raw("</small></h3>\n");
        boolean numbered = figure.path("records").path(0).has("number");
        head(numbered ? List.of("number", "name") : List.of("name"));
        for (JsonNode record : figure.path("records")) {
            raw("<tr>");
            if (numbered) {
                raw("<td class=\"number\">");
                text(record.path("number").asString(""));
                raw("</td>");
            }
            raw("<td><bdi>");
            text(record.path("name").asString(""));
            raw("</bdi></td></tr>\n");
        }
        raw("</tbody></table>\n");
    }

    private void raw(String markup) {
        html.append(markup);
    }

    /** Where text stands in this page, between tags and nowhere else, these three are all that could end it. */
    private void text(String text) {
        html.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
