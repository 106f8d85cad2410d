package assetledger.api.upload;

import assetledger.api.access.Caller;
import assetledger.api.access.ViewerContext;
import assetledger.api.limit.Allowances;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Lets registrars in, as often as they may ask. */
@Component
class Asking {
    private final Allowances allowances;

    Asking(Allowances allowances) {
        this.allowances = allowances;
    }

    /** Who asks; refuses everybody who is no registrar at this moment. */
    Caller registrar(ServerRequest request) {
        allowances.takeRequest(request);
        Viewer viewer = (Viewer) Objects.requireNonNull(request.attributes().get(ViewerContext.VIEWER));
        if (!viewer.is(Role.REGISTRAR)) {
            throw new Refusal(HttpStatus.FORBIDDEN, Code.FORBIDDEN, "Only registrars may record");
        }
        return (Caller) Objects.requireNonNull(request.attributes().get(ViewerContext.CALLER));
    }
}
