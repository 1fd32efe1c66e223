package io.fairlead.emulators.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.emulators.azure.FaultyStore.Fault;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell in a blob makes of a store's bad days: three values, each with a sentence. */
@NeedsParts(Part.AZURITE)
class BrokenStoreTest {
  private FaultyStore faulty;
  private BlobStore store;

  @BeforeEach
  void start() throws IOException {
    Azurite account = Azurite.three().getLast();
    faulty = new FaultyStore(account);
    store = new BlobStore("paris", faulty.account(), account.newContainer("cells").container());
  }

  @AfterEach
  void stop() {
    faulty.close();
  }

  @Test
  void a_write_whose_answer_is_cut_off_is_unknown_and_a_read_tells() {
    faulty.strike("PUT", new Fault.CutAfter());

    assertThat(cas(0, "one"))
        .isInstanceOfSatisfying(
            CellCas.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .startsWith("Put Blob on devstoreaccount1/" + store.container() + "/cell/fleet")
                    .contains("got no answer"));
    assertThat(read()).isEqualTo("1 one");
  }

  @Test
  void a_write_without_an_answer_is_unknown_after_two_seconds_and_is_sent_once() {
    faulty.strike("PUT", new Fault.Silent());
    long start = System.nanoTime();

    assertThat(cas(0, "one")).isInstanceOf(CellCas.Unknown.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
    assertThat(read()).isEqualTo("1 one");
    assertThat(cas(1, "two")).isEqualTo(new CellCas.Ok(2));
  }

  @Test
  void a_call_ends_with_the_time_of_its_tick_where_that_is_less() {
    faulty.strike("GET", new Fault.Silent());
    long start = System.nanoTime();

    assertThat(cell().read(Instant.now().plusMillis(300))).isInstanceOf(CellRead.Unknown.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 504})
  void a_write_that_fails_at_the_store_is_unknown_and_is_not_tried_again(int status) {
    faulty.strike("PUT", new Fault.Answer(status, "ServerBusy"));

    assertThat(cas(0, "one"))
        .isEqualTo(
            new CellCas.Unknown(
                "Put Blob on devstoreaccount1/"
                    + store.container()
                    + "/cell/fleet answered "
                    + status
                    + " ServerBusy"));
    assertThat(read()).isEqualTo(new CellRead.Empty().toString());
  }

  @Test
  void nobody_at_the_endpoint_is_unknown_and_says_that_nothing_was_sent() {
    StorageAccount nobody =
        new StorageAccount(
            Azurite.ACCOUNT, URI.create("http://127.0.0.1:1/x"), new AccountKey(Azurite.KEY));
    CasCell cell = cell(Azurite.clients(), new BlobStore("paris", nobody, "cells"));

    assertThat(cell.read(soon()).toString()).contains("Unknown", "was not sent: ");
    assertThat(cell.cas(0, bytes("x"), soon())).isInstanceOf(CellCas.Unknown.class);
  }

  @Test
  void a_key_that_is_not_accepted_is_told_and_not_shown() {
    String wrong = "d3Jvbmctd3Jvbmctd3Jvbmctd3Jvbmc=";
    StorageAccount other =
        new StorageAccount(Azurite.ACCOUNT, store.account().endpoint(), new AccountKey(wrong));

    String said =
        cell(Azurite.clients(), new BlobStore("paris", other, "cells")).read(soon()).toString();

    assertThat(said)
        .contains("answered 403 Auth", "the key is not that of the account")
        .doesNotContain(wrong)
        .doesNotContain("\n");
    assertThat(other.toString()).doesNotContain(wrong);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1500, 1500})
  void a_clock_that_is_far_off_is_why_a_signature_is_refused(long seconds) {
    InstantSource wrong = () -> Instant.now().plusSeconds(seconds);
    AzureClients clients = Azurite.clients(wrong);
    CasCell cell = cell(clients, store);
    faulty.strike("GET", new Fault.Answer(403, "AuthenticationFailed"));

    assertThat(cell.read(wrong.instant().plusSeconds(30)).toString())
        .containsPattern(
            "this machine's clock is (1499|150[01]) s " + (seconds > 0 ? "ahead of" : "behind"))
        .contains("let it be set by NTP");
    assertThat(clients.clockOffset().orElseThrow().plusSeconds(seconds).abs())
        .isLessThan(Duration.ofSeconds(3));
    assertThat(Duration.between(Instant.now(), clients.time()).abs())
        .isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 InvalidAuthenticationInfo: the identity's token is not accepted: it has expired, or is"
            + " of another tenant or audience",
        "403 AuthorizationPermissionMismatch: grant the identity 'Storage Blob Data Contributor' on"
            + " the container, or for a table 'Storage Table Data Contributor'",
        "403 KeyBasedAuthenticationNotPermitted: leave out 'storage.key'",
        "409 BlobImmutableDueToPolicy: take the container's immutability policy away",
        "412 LeaseIdMissing: break the lease that somebody has on it"
      })
  void what_only_a_person_can_mend_is_no_conflict_and_says_how(String told) {
    String[] words = told.replace(":", "").split(" ");
    faulty.strike("PUT", new Fault.Answer(Integer.parseInt(words[0]), words[1]));

    assertThat(cas(0, "one"))
        .isInstanceOfSatisfying(
            CellCas.Unknown.class, unknown -> assertThat(unknown.why()).endsWith(told));
  }

  private CellCas cas(long expected, String value) {
    return cell().cas(expected, bytes(value), soon());
  }

  private String read() {
    return cell().read(soon()) instanceof CellRead.Value(long version, byte[] value)
        ? version + " " + new String(value, UTF_8)
        : cell().read(soon()).toString();
  }

  private CasCell cell() {
    return cell(Azurite.clients(), store);
  }

  private static CasCell cell(AzureClients clients, BlobStore at) {
    return new BlobCell(new BlobObjects(clients, at), "francecentral", "cell/fleet");
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(30);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
