package assetledger.importer.send;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the commands go.
 *
 * @param graphql the address that takes GraphQL over HTTP
 * @param token shown as a bearer token; null when the server asks for none
 */
public record Server(URI graphql, @Nullable String token) {

    /**
     * A server by its address.
     *
     * @param url such as {@code http://localhost:8080}, with or without a path before {@code /graphql}
     * @throws IllegalArgumentException when it is no address of a web server
     */
    public static Server at(String url, @Nullable String token) {
        String base = url.replaceFirst("/+$", "").replaceFirst("/graphql$", "");
        if (!base.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "A server looks like http://localhost:8080, but this is '%s'".formatted(url));
        }
        if (token != null && !token.matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException("A token is one line of letters, digits and signs without blanks");
        }
        return new Server(URI.create(base + "/graphql"), token);
    }

    @Override
    public String toString() {
        return graphql.toString();
    }
}
