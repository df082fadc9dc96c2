package org.tessera.enclave;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.tessera.contracts.EnclaveRef;
import org.tessera.testkit.HouseRules;

@AnalyzeClasses(packages = "org.tessera.enclave", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    /** A partner's reference is known where it is loaded, withdrawn and matched, and nowhere else. */
    @ArchTest
    static final ArchRule references_stay_at_the_border = noClasses()
            .that()
            .resideOutsideOfPackages("org.tessera.enclave.omop..", "org.tessera.enclave.match..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EnclaveRef.class);

    /** Loading knows nothing of projects: who studies what cannot change what is loaded. */
    @ArchTest
    static final ArchRule loading_knows_no_project = noClasses()
            .that()
            .resideInAnyPackage("org.tessera.enclave.omop..", "org.tessera.enclave.catalogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tessera.enclave.approval..",
                    "org.tessera.enclave.match..",
                    "org.tessera.enclave.alignment..",
                    "org.tessera.enclave.analysis..",
                    "org.tessera.enclave.upload..",
                    "org.tessera.enclave.download..");
}
