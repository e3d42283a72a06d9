package org.doanket.testing;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import java.util.List;

/**
 * Classes as ArchUnit reads them. Of the libraries that they use only those are read as well of which a rule asks what they extend or what they
 * are annotated with: the annotations of endpoints and the old dates. All of them would be thousands of classes, read again for each service.
 */
final class ImportedClasses {

    private static final String[] ALSO = {"java.util", "java.sql", "jakarta.ws.rs"};

    private ImportedClasses() {
    }

    /** Those of these packages and below, with the tests. */
    static JavaClasses of(String... packages) {
        return read(List.of(), packages);
    }

    /** The same without the tests. */
    static JavaClasses ofMain(String... packages) {
        return read(List.of(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS), packages);
    }

    private static JavaClasses read(List<ImportOption> options, String... packages) {
        ArchConfiguration.get().setClassResolver(SelectedClassResolverFromClasspath.class);
        ArchConfiguration.get().setClassResolverArguments(ALSO);
        return new ClassFileImporter(options).importPackages(packages);
    }
}
