package org.tessera.enclave.review;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.tessera.testkit.HouseRules;

@AnalyzeClasses(
        packages = {
            "org.tessera.enclave.approval",
            "org.tessera.enclave.upload",
            "org.tessera.enclave.download",
            "org.tessera.enclave.workflow"
        },
        importOptions = DoNotIncludeTests.class)
class ReviewHouseRulesTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
}
