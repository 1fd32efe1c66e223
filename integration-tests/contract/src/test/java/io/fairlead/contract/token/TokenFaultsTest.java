package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Edition;
import io.fairlead.artifact.KeySignature;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.SignedManifest;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenPages;
import io.fairlead.cycle.TokenReport.Outcome;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.OpeningKeys;
import io.fairlead.port.Reading;
import io.fairlead.port.Signer;
import io.fairlead.token.FeedId;
import io.fairlead.token.PageText;
import io.fairlead.token.SealedGrant;
import io.fairlead.token.SealedText;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenPage;
import io.fairlead.token.TokenScope;
import io.fairlead.token.WrappedKey;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stores, clocks, old writers and hands do to tokens makes none of them active. */
final class TokenFaultsTest {
  @TempDir private Path work;

  private Regions regions;
  private Regions.Issued token;

  @BeforeEach
  void issueOne() throws IOException {
    regions = new Regions(work, 7);
    token = regions.make(TokenClass.GLOBAL, "eu-west", "eu-north", "us-east");
    regions.at("eu-west").issue(token.opened());
    regions.settle();
  }

  private TokenPages feed(ArtifactStore store) {
    return regions.at("us-east").pages("eu-west", FeedId.Kind.FEED, store);
  }

  private TokenPages.Newest.At newest(ArtifactStore store) {
    return (TokenPages.Newest.At) feed(store).newest(regions.at("us-east").deadline());
  }

  private TokenCopyCycle.Outcome copy() {
    return regions.at("us-east").replicate().getLast();
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    delete(to);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void a_feed_that_was_put_back_is_refused() throws IOException {
    copyFolder(regions.store, work.resolve("backup"));
    regions.at("eu-west").revoke(token.revocation());
    regions.settle();
    copyFolder(work.resolve("backup"), regions.store);

    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("an old pointer was put back"));
    assertThat(regions.active(token)).isEmpty();
    delete(regions.store);
    Files.createDirectories(regions.store);
    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("it was emptied"));
  }

  @Test
  void a_returning_old_writer_writes_nothing_and_is_believed_by_nobody() throws IOException {
    Place west = regions.at("eu-west");
    copyFolder(west.folder, work.resolve("old-machine"));
    copyFolder(regions.store, work.resolve("old-store"));
    west.office(store -> store).revoke(token.revocation(), west.order(true), west.deadline());
    regions.settle();
    copyFolder(west.folder, work.resolve("new-machine"));

    copyFolder(work.resolve("old-machine"), west.folder);
    west.restart();
    Regions.Issued late = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    assertThat(west.issue(late.opened()).ledger())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("its writer was relieved"));
    assertThat(regions.active(token)).isEmpty();

    // The same where it sees a store of its own time, and so writes on, to higher versions.
    copyFolder(work.resolve("old-store"), regions.store);
    for (int i = 0; i < 5; i++) {
      assertThat(west.issue(regions.make(TokenClass.GLOBAL, "eu-west", "us-east").opened()).feed())
          .isInstanceOf(Outcome.Done.class);
    }
    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("a writer that was relieved has come back"));
    assertThat(regions.answer("us-east", token)).isNotInstanceOf(TokenAnswer.Active.class);
  }

  @Test
  void a_ledger_that_was_restored_has_no_active_token_until_a_new_epoch() throws IOException {
    Place west = regions.at("eu-west");
    Regions.Issued other = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    west.issue(other.opened());
    copyFolder(west.folder, work.resolve("backup"));
    west.revoke(token.revocation());
    copyFolder(work.resolve("backup"), west.folder);
    west.restart();

    assertThat(west.publish().feed())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("the ledger went back"));
    assertThat(regions.answer("eu-west", token)).isNotInstanceOf(TokenAnswer.Active.class);
    assertThat(regions.answer("eu-west", other)).isNotInstanceOf(TokenAnswer.Active.class);

    Regions.Issued next = regions.make(TokenClass.REGION_LOCAL, "eu-west");
    west.office(store -> store).issue(next.opened(), west.order(true), west.deadline());
    regions.settle();
    assertThat(regions.active(next)).containsExactly("eu-west");
    assertThat(regions.active(other)).containsExactly("eu-west", "us-east");
    assertThat(regions.active(token)).isEmpty();
  }

  @Test
  void a_bit_that_flips_in_the_store_is_told_and_believed_by_nobody() throws IOException {
    delete(regions.at("us-east").folder);
    Files.createDirectories(regions.at("us-east").folder.resolve("copies"));
    Path page = page(regions.store);
    byte[] whole = Files.readAllBytes(page);
    regions.at("us-east").restart();
    for (int at = 0; at < whole.length; at += 7) {
      byte[] spoilt = whole.clone();
      spoilt[at] ^= 4;
      Files.write(page, spoilt);

      assertThat(copy()).as("byte " + at).isInstanceOf(TokenCopyCycle.Outcome.Refused.class);
    }
    Files.write(page, whole);
    assertThat(copy()).isEqualTo(new TokenCopyCycle.Outcome.Copied(1, 1));
  }

  private static Path page(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("sets/feed.eu-west/manifests"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void a_copy_that_somebody_edited_is_told_and_has_no_active_token() throws IOException {
    Path page = page(regions.at("us-east").folder.resolve("copies"));
    Files.writeString(page, Files.readString(page).replace("global", "standby"));
    regions.at("us-east").restart();

    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Held.class,
            why -> assertThat(why.why()).contains("somebody changed the copy"));
    assertThat(regions.at("us-east").read().problems()).isNotEmpty();
    assertThat(regions.answer("us-east", token)).isNotInstanceOf(TokenAnswer.Active.class);
  }

  @Test
  void claims_open_for_no_other_class_scope_time_region_token_or_epoch() throws IOException {
    TokenGrant grant = token.grant();
    List<TokenGrant> forged = new ArrayList<>();
    forged.add(
        new TokenGrant(
            grant.id(), grant.scope(), grant.issued(), grant.expires().plusSeconds(3600)));
    forged.add(
        new TokenGrant(
            grant.id(),
            new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east")),
            grant.issued(),
            grant.expires()));
    forged.add(
        new TokenGrant(
            grant.id(),
            new TokenScope(TokenClass.STANDBY, "eu-west", List.of("us-east")),
            grant.issued(),
            grant.expires()));
    forged.add(
        new TokenGrant(
            regions.make(TokenClass.GLOBAL, "eu-west", "us-east").grant().id(),
            grant.scope(),
            grant.issued(),
            grant.expires()));
    ArtifactStore shared = regions.at("us-east").shared();
    TokenPage page = newest(shared).stored().page();
    var boxes = page.grants().getFirst().boxes();

    for (TokenGrant each : forged) {
      assertShut(page, List.of(new SealedGrant(each, only("us-east", boxes.get("us-east")))), 1);
    }
    assertShut(page, List.of(new SealedGrant(grant, only("us-east", boxes.get("eu-north")))), 1);
    assertShut(page, page.grants(), 2);
    assertThat(regions.at("us-east").opening().open(page, regions.at("us-east").deadline()))
        .isInstanceOf(Reading.Known.class);
    byte[] box = Base64.getDecoder().decode(boxes.get("us-east"));
    assertThat(key(page).open(box, SealedText.ofClaims(page.id(), 1, grant, "us-east")))
        .isPresent();
    assertThat(key(page).open(box, SealedText.ofClaims(page.id(), 2, grant, "us-east"))).isEmpty();
  }

  /** The page's own key for us-east, which its epoch is authenticated with as well. */
  private OpeningKeys.Unwrapped key(TokenPage page) {
    WrappedKey wrapped =
        page.keys().stream().filter(each -> each.region().equals("us-east")).findFirst().get();
    return ((Reading.Known<OpeningKeys.Unwrapped>)
            regions
                .at("us-east")
                .opening()
                .keys()
                .unwrap(
                    wrapped.keyId(),
                    Base64.getDecoder().decode(wrapped.base64()),
                    SealedText.ofKey(page.id(), 1, "us-east"),
                    regions.at("us-east").deadline()))
        .value();
  }

  private static SortedMap<String, String> only(String region, String box) {
    return new TreeMap<>(Map.of(region, box));
  }

  private void assertShut(TokenPage page, List<SealedGrant> grants, long epoch) {
    var edition = page.edition();
    TokenPage forged =
        new TokenPage(
            page.id(),
            new Edition(
                edition.version(),
                edition.master(),
                epoch,
                edition.parent(),
                edition.created(),
                edition.expires()),
            page.position(),
            page.note(),
            page.keys(),
            page.revocations(),
            grants);

    assertThat(regions.at("us-east").opening().open(forged, regions.at("us-east").deadline()))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void a_feed_that_was_written_anew_under_the_same_key_is_refused() {
    regions.at("eu-west").revoke(token.revocation());
    Place west = regions.at("eu-west");
    TokenPage second = newest(west.shared()).stored().page();
    copy();
    put(second, 3);

    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("does not follow what was copied"));
  }

  /** Puts a page of a version into the store that names some other page before it. */
  private void put(TokenPage page, long version) {
    Place west = regions.at("eu-west");
    var edition = page.edition();
    TokenPage next =
        new TokenPage(
            page.id(),
            new Edition(
                version,
                edition.master(),
                edition.epoch(),
                edition.parent(),
                edition.created(),
                edition.expires()),
            page.position(),
            page.note(),
            page.keys(),
            page.revocations(),
            page.grants());
    byte[] body = PageText.encode(next);
    var signed =
        (Signer.Signed.Signature)
            new FileSigner("eu-west", regions.keys.signing("eu-west")).sign(body, west.deadline());
    byte[] bytes =
        new SignedManifest(
                body,
                List.of(
                    new KeySignature(
                        "eu-west", Base64.getEncoder().encodeToString(signed.bytes()))))
            .encode();
    Pointer pointer = Pointer.to(version, bytes);
    TokenPages.Newest.At last = newest(west.shared());
    west.shared().keepManifest(page.id().name(), pointer, bytes, west.deadline());
    west.shared().point(page.id().name(), last.tag(), pointer, west.deadline());
  }

  @Test
  void a_page_of_tomorrow_is_refused_until_the_clocks_agree() {
    TokenPage page = newest(regions.at("eu-west").shared()).stored().page();
    regions.pass(Duration.ofHours(2));
    regions.at("eu-west").publish();
    regions.pass(Duration.ofHours(-2));

    assertThat(copy())
        .isInstanceOfSatisfying(
            TokenCopyCycle.Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("set the clocks right"));
    assertThat(page.version()).isEqualTo(1);
  }

  @Test
  void a_store_that_is_dark_stops_no_region_from_issuing_and_answering() throws IOException {
    Path dark = work.resolve("dark");
    Files.move(regions.store, dark);
    Regions.Issued second = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    var report = regions.at("eu-west").issue(second.opened());

    assertThat(report.ledger()).isInstanceOf(Outcome.Done.class);
    assertThat(report.feed()).isInstanceOf(Outcome.Unreachable.class);
    assertThat(regions.active(second)).containsExactly("eu-west");
    assertThat(regions.active(token)).containsExactly("eu-north", "eu-west", "us-east");
    Files.move(dark, regions.store);
    regions.settle();
    assertThat(regions.active(second)).containsExactly("eu-west", "us-east");
  }

  @Test
  void two_writers_at_once_lose_nothing() {
    Place west = regions.at("eu-west");
    Regions.Issued first = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    Regions.Issued second = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    boolean[] raced = {false};
    var slow =
        west.office(
            store ->
                (ArtifactStore)
                    Proxy.newProxyInstance(
                        ArtifactStore.class.getClassLoader(),
                        new Class<?>[] {ArtifactStore.class},
                        (_, method, arguments) -> {
                          if (method.getName().equals("point") && !raced[0]) {
                            raced[0] = true;
                            west.issue(second.opened());
                          }
                          return method.invoke(store, arguments);
                        }));
    var report = slow.issue(first.opened(), west.order(false), west.deadline());

    assertThat(report.ledger()).isEqualTo(new Outcome.Overtaken());
    regions.settle();
    assertThat(regions.active(first)).isEmpty();
    assertThat(regions.active(second)).containsExactly("eu-west", "us-east");
  }
}
