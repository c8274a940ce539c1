package monkey.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the house, as the README draws them. */
@AnalyzeClasses(
        packages = "monkey",
        importOptions = {DoNotIncludeTests.class, HouseTest.NoTestJars.class})
final class HouseTest {
    /** The dataset's tests come as a jar, which does not look like tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule theResolverDependsOnNothingButTheJdk = classes()
            .that()
            .resideInAPackage("monkey.resolver..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("monkey.resolver..", "java..", "jdk..", "sun.misc..");

    @ArchTest
    static final ArchRule theDatasetKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage("monkey.dataset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("monkey.resolver..", "monkey.amun..", "monkey.reports..", "monkey.jobs..");

    @ArchTest
    static final ArchRule inspectionsKnowNoOtherModule = noClasses()
            .that()
            .resideInAPackage("monkey.amun..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("monkey.resolver..", "monkey.dataset..", "monkey.reports..", "monkey.jobs..");

    @ArchTest
    static final ArchRule reportsKnowTheDatasetOnly = noClasses()
            .that()
            .resideInAPackage("monkey.reports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("monkey.resolver..", "monkey.amun..", "monkey.jobs..");

    @ArchTest
    static final ArchRule theBrokerIsAProcessThatNobodyLinksAgainst = noClasses()
            .that()
            .resideOutsideOfPackage("monkey.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("monkey.broker..");

    @ArchTest
    static final ArchRule onlyJobsKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackages("monkey.jobs..", "monkey.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule pythonsRulesHaveNoOtherConcern = classes()
            .that()
            .resideInAPackage("monkey.dataset.python..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("monkey.dataset.python..", "java..");

    @ArchTest
    static final ArchRule onlyTheBatchPackageKnowsSpringBatch = noClasses()
            .that()
            .resideOutsideOfPackage("monkey.jobs.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.batch..");

    @ArchTest
    static final ArchRule theRoomsOfJobsFormNoCircle =
            slices().matching("monkey.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsOfTheResolverFormNoCircle =
            slices().matching("monkey.resolver.(*)..").should().beFreeOfCycles();
}
