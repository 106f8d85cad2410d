package assetledger.api.command;

import assetledger.api.access.AccessDenied;
import reactor.core.publisher.Sinks;

/** What the writer says of a request: its answer, or that who asks has no right to it. */
sealed interface Verdict {
    /** Answered. */
    record Answered(Answer answer) implements Verdict {
        @Override
        public void tell(Sinks.One<Answer> reply) {
            reply.tryEmitValue(answer);
        }
    }

    /** Turned away, with nothing of it recorded. */
    record Denied(AccessDenied reason) implements Verdict {
        @Override
        public void tell(Sinks.One<Answer> reply) {
            reply.tryEmitError(reason);
        }
    }

    void tell(Sinks.One<Answer> reply);
}
