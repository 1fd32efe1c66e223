package io.fairlead.emulators.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request as a service sees it.
 *
 * @param account the access key that signed it, or the subscription; empty where there is none
 * @param region of the signature's scope, as in {@code eu-west-1}, or the resource's location
 * @param service of the signature's scope, as in {@code ec2}, or the provider's namespace
 * @param operation as IAM names it, as in {@code AssociateAddress}, or the specification, as in
 *     {@code NetworkInterfaces_Get}
 */
public record Call(
    String account, String region, String service, String operation, Request request) {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=([^/]+)/[0-9]{8}/([^/]+)/([^/]+)/aws4_request");

  /** The scope of a signature. */
  record Scope(String account, String region, String service) {
    /** Reads it from a request; one that is not signed is somebody's look at an S3 object. */
    static Scope of(Request request) {
      Matcher found = SCOPE.matcher(request.header("authorization"));
      return found.find()
          ? new Scope(found.group(1), found.group(2), found.group(3))
          : new Scope("", "", "s3");
    }
  }

  /** The HTTP method. */
  public String method() {
    return request.method();
  }

  /** The path without query. */
  public String path() {
    return request.path();
  }

  /** The body as text. */
  public String body() {
    return request.body();
  }

  /** Of the query and of a form. */
  public SortedMap<String, String> parameters() {
    return request.parameters();
  }

  /** A parameter; empty where it is absent. */
  public String parameter(String name) {
    return parameters().getOrDefault(name, "");
  }

  /** The values of a list, {@code Name.1}, {@code Name.2} and so on. */
  public List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; parameters().containsKey(name + "." + i); i++) {
      values.add(parameter(name + "." + i));
    }
    return values;
  }
}
