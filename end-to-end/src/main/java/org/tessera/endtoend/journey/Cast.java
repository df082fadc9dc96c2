package org.tessera.endtoend.journey;

import java.time.InstantSource;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Stage;

/** Everybody who has a part in the journey. */
public final class Cast {
    private final Stage world;
    private final InstantSource time;
    private final Tap tap;

    /** The researcher's account at the commons. */
    public final Person rosalind;

    /** The researcher's account at the enclave. */
    public final Person rosalindAtEnclave;

    /** A researcher who is no member of the project. */
    public final Person dorothy;

    /** Loads submissions at the commons. */
    public final Person curtis;

    /** Loads releases at the enclave. */
    public final Person stewart;

    /** Decides on data use requests. */
    public final Person camille;

    /** Reviews what leaves and enters. */
    public final Person oscar;

    /** Reviews it as well, blind to Oscar. */
    public final Person olivia;

    /** Administrates the enclave. */
    public final Person adele;

    /** Operates the broker. */
    public final Person oper;

    /** Reads the commons' ledger. */
    public final Person audrey;

    /** Reads the enclave's ledger. */
    public final Person august;

    /** Reads the broker's ledger. */
    public final Person aubrey;

    /** The accounts of the realm files. */
    public Cast(Stage world, InstantSource time, Tap tap) {
        this.world = world;
        this.time = time;
        this.tap = tap;
        this.rosalind = commons("rosalind");
        this.curtis = commons("curtis");
        this.audrey = commons("audrey");
        this.rosalindAtEnclave = enclave("rosalind-e");
        this.dorothy = enclave("dorothy");
        this.stewart = enclave("stewart");
        this.camille = enclave("camille");
        this.oscar = enclave("oscar");
        this.olivia = enclave("olivia");
        this.adele = enclave("adele");
        this.august = enclave("august");
        this.oper = person(ServiceSpec.BROKER, "oper");
        this.aubrey = person(ServiceSpec.BROKER, "aubrey");
    }

    private Person commons(String user) {
        return person(ServiceSpec.COMMONS, user);
    }

    private Person enclave(String user) {
        return person(ServiceSpec.ENCLAVE, user);
    }

    private Person person(ServiceSpec service, String user) {
        String tokens = world.keycloak() + "/realms/" + service.realm() + "/protocol/openid-connect/token";
        return new Person(
                service.realm(), user, world.secrets().ofAccount(user), tokens, world.url(service), time, tap);
    }
}
