package assetledger.api.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/**
 * The server of the tests before is stopped, and one with an empty ledger and graph started. Two never run at once: they
 * would write into the same graph. JUnit must make an instance for each test, as it does unless told otherwise, since
 * one for the whole class is made before the old server is stopped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DirtiesContext(classMode = ClassMode.BEFORE_CLASS)
public @interface FreshServer {}
