package assetledger.api.problem;

import graphql.ErrorClassification;

/** What a client's program goes by; the sentence beside it is for people. */
public enum Code implements ErrorClassification {
    /** Who may not come in, and who may not ask this. */
    UNAUTHENTICATED,
    FORBIDDEN,
    /** What HTTP itself refuses. */
    BAD_REQUEST,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    UNSUPPORTED_MEDIA_TYPE,
    UNSUPPORTED_ENCODING,
    PAYLOAD_TOO_LARGE,
    /** A body that is no GraphQL request, or several. */
    BAD_REQUEST_BODY,
    BATCHING_DISABLED,
    /** A request that does not fit the language or the schema. */
    GRAPHQL_PARSE_FAILED,
    GRAPHQL_VALIDATION_FAILED,
    BAD_USER_INPUT,
    /** A request that is larger than it may be. */
    QUERY_TOO_LARGE,
    QUERY_TOO_DEEP,
    QUERY_TOO_COSTLY,
    TOO_MANY_ALIASES,
    TOO_MANY_DIRECTIVES,
    RATE_LIMITED,
    /** What went wrong while a good request was carried out. */
    PROJECTION_LAG,
    UNAVAILABLE,
    TIMEOUT,
    BUSY,
    UNKNOWN_OUTCOME,
    INTERNAL_ERROR
}
