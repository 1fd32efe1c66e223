package io.fairlead.wiring.topology;

import io.fairlead.wiring.shape.Form;
import io.fairlead.wiring.shape.Shape;

/** The forms of texts in a topology. */
final class Forms {
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?";
  private static final String IPV4_PATTERN = BYTE + "(?:\\." + BYTE + "){3}";
  private static final String IPV6_PATTERN = "[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}";
  private static final String PORT =
      "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
  private static final String HOST_PATTERN = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?";

  /** Names of regions, services, partitions, nodes, addresses, probes and groups. */
  static final Form NAME_FORM =
      Form.of(
          "a name of 1-63 lower-case letters, digits and inner dashes",
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  static final Form DNS_FORM =
      Form.of(
          "a lower-case DNS name of two labels or more, without a final dot",
          "(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")+");

  static final Form HEADER_FORM = Form.of("a header name", "[A-Za-z0-9!#%&'*+.^_`|~-]{1,64}");

  static final Shape NAME = new Shape.Text(NAME_FORM);
  static final Shape DNS_NAME = new Shape.Text(DNS_FORM);

  /** A name declared elsewhere in the file; whether it is declared is a rule across places. */
  static final Shape REFERENCE = text("a name declared in this file", "\\S(?:.{0,126}\\S)?");

  static final Shape IPV4 = text("an IPv4 address", IPV4_PATTERN);
  static final Shape IPV6 = text("an IPv6 address", IPV6_PATTERN);
  static final Shape IP = text("an IP address", IPV4_PATTERN + "|" + IPV6_PATTERN);
  static final Shape HOST = text("an IP address or a host name", HOST_PATTERN + "|" + IPV6_PATTERN);
  static final Shape HOST_PORT =
      text("HOST:PORT", "(?:" + HOST_PATTERN + "|\\[" + IPV6_PATTERN + "\\]):" + PORT);
  static final Shape LINE = text("a text of 1-1024 characters", "[^\\n\\r]{1,1024}");
  static final Shape FILE = text("a file's path", "[^\\n\\r]{1,1024}");

  /** Safe between quotation marks of YAML, JSON and XML. */
  static final Shape REGION_VALUE =
      text(
          "a text of 1-1024 characters without quotes, backslashes, < or line breaks",
          "[^\"'\\\\<\\n\\r\\t]{1,1024}");

  static final Shape REVISION =
      text("a revision such as main or v1.2", "[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
  static final Shape CONTENT = text("a text of 1-4096 characters", "[\\s\\S]{1,4096}");
  static final Shape URL_PATH = text("a path that begins with /", "/[!-~]{0,2047}");
  static final Shape JURISDICTION = text("an upper-case code such as EU", "[A-Z][A-Z0-9-]{0,15}");
  static final Shape STATUS_RANGE = text("a range such as 200-299", "[1-5][0-9]{2}-[1-5][0-9]{2}");
  static final Shape HEADER_VALUE =
      new Shape.Text(Form.secret("a header's value without line breaks", "[ -~\\t]{0,4096}"));
  static final Shape WEBHOOK =
      new Shape.Text(
          Form.secret("an http or https URL, or empty for none", "(?:https?://[^\\s]{1,2040})?"));
  static final Shape TOKEN =
      new Shape.Text(
          Form.secret(
              "a token of 16-1024 visible ASCII characters, or empty for none",
              "(?:[!-~]{16,1024})?"));
  static final Shape ACCOUNT = text("twelve digits, quoted", "[0-9]{12}");
  static final Shape VPC = text("a VPC id such as vpc-0a1b2c3d", "vpc-[0-9a-f]{8,17}");
  static final Shape SUBNET =
      text("a subnet's id such as subnet-0a1b2c3d", "subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})");
  static final Shape SECURITY_GROUP =
      text("a security group's id such as sg-0a1b2c3d", "sg-(?:[0-9a-f]{8}|[0-9a-f]{17})");
  static final Shape ALLOCATION =
      text("an allocation id such as eipalloc-0a1b2c3d", "eipalloc-(?:[0-9a-f]{8}|[0-9a-f]{17})");
  static final Shape TABLE = text("a table name", "[A-Za-z0-9_.-]{3,255}");

  /** As in Naming tables of "Understanding the Table service data model". */
  static final Shape AZURE_TABLE = text("a table's name", "[A-Za-z][A-Za-z0-9]{2,62}");

  static final Shape BUCKET = text("a bucket's name", "[a-z0-9](?:[a-z0-9.-]{1,61}[a-z0-9])");

  static final Shape LOCATION =
      text("a location such as eu-west-1", "[a-z]{2,3}(?:-[a-z0-9]{1,16}){2,4}");

  /** Parts that no tool of S3 or Blob Storage reads otherwise. */
  static final Shape PREFIX =
      text(
          "a prefix such as fleet/artifacts",
          "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}){0,7}");

  /** {@code TopicArn} of <a href="https://docs.aws.amazon.com/sns/latest/api/">SNS's API</a>. */
  static final Shape TOPIC =
      text(
          "a topic's ARN such as arn:aws:sns:eu-west-1:111122223333:notices, or empty for none",
          "(?:arn:aws[a-z-]{0,16}:sns:[a-z0-9-]{5,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256})?");

  /**
   * As in <a href="https://learn.microsoft.com/azure/event-grid/post-to-custom-topic">Publish
   * events to custom topics</a>.
   */
  static final Shape EVENT_GRID =
      text(
          "a topic's endpoint such as https://notices.westeurope-1.eventgrid.azure.net/api/events",
          "https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?/api/events");

  static final Shape TOPIC_KEY =
      new Shape.Text(
          Form.secret("a topic's access key, or empty for none", "(?:[A-Za-z0-9+/=_-]{16,256})?"));

  static final Shape SUBSCRIPTION =
      text(
          "a subscription's UUID",
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  static final Shape RESOURCE_GROUP =
      text("a resource group's name", "[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]");
  static final Shape PROFILE =
      text("a profile's name", "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");
  static final Shape AZURE_SUBNET =
      text(
          "a subnet's resource id",
          "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+");
  static final Shape PUBLIC_IP =
      text("a public IP's name or resource id", "[A-Za-z0-9_./-]{1,400}");
  static final Shape ACCOUNT_NAME = text("a storage account's name", "[a-z0-9]{3,24}");
  static final Shape CONTAINER = text("a container's name", "[a-z0-9](?:-?[a-z0-9]){2,62}");
  static final Shape CLIENT =
      text(
          "a client id, which is a UUID",
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  static final Shape ENDPOINT =
      text("an http or https URL without query", "https?://[A-Za-z0-9._:/-]{1,256}");
  static final Shape STORAGE_KEY =
      new Shape.Text(
          Form.secret(
              "a storage account's key in base64, or empty for none",
              "(?:[A-Za-z0-9+/]{4,200}={0,2})?"));
  static final Form REGION_GROUP_FORM =
      Form.of(
          "REGION/GROUP",
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?/[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  static final Shape HEALTH_CHECK =
      text("a health check's id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Of a Network Load Balancer, elb stands before the location; of the others, after it. */
  static final Shape LOAD_BALANCER =
      text(
          "a load balancer's DNS name such as NAME.eu-west-1.elb.amazonaws.com",
          "(?=.{1,253}$)(?:[A-Za-z0-9-]{1,63}\\.){1,4}"
              + "(?:[a-z0-9-]{5,32}\\.elb|elb\\.[a-z0-9-]{5,32})\\.amazonaws\\.com(?:\\.cn)?");

  static final Form HOSTED_ZONE_FORM = Form.of("a hosted zone's id", "Z[A-Z0-9]{1,31}");
  static final Shape HOSTED_ZONE = new Shape.Text(HOSTED_ZONE_FORM);

  /** The lines between those of a PEM file, joined. */
  static final Shape PUBLIC_KEY =
      text("an Ed25519 or P-256 public key, X.509 in base64", "[A-Za-z0-9+/]{40,200}={0,2}");

  /** The lines between those of a PEM file, joined. */
  static final Shape X25519_KEY =
      text("an X25519 public key, X.509 in base64", "[A-Za-z0-9+/]{40,100}={0,2}");

  static final Shape CALLER_SECRET =
      new Shape.Text(Form.secret("a secret of 16-1024 visible ASCII characters", "[!-~]{16,1024}"));

  static final Shape KMS_KEY =
      text("a key's ARN such as arn:aws:kms:eu-west-1:111122223333:key/ID", KeyPlace.KMS.pattern());

  static final Shape VAULT_KEY =
      text(
          "a key's version such as https://VAULT.vault.azure.net/keys/NAME/VERSION",
          KeyPlace.VAULT.pattern());
  static final Shape POSTGRESQL_URL =
      text(
          "postgresql://HOST:PORT/DATABASE, without user and password",
          "postgresql://(?:"
              + HOST_PATTERN
              + "|\\["
              + IPV6_PATTERN
              + "\\]):"
              + PORT
              + "/[A-Za-z0-9_.-]{1,63}");

  static final Shape DATABASE_USER = text("a user's name", "[A-Za-z0-9_.@-]{1,63}");

  static final Shape DATABASE_PASSWORD =
      new Shape.Text(Form.secret("a password, or empty for none", "[^\\n\\r]{0,1024}"));

  static final Shape SIZE =
      text("a size such as 500kB or 16MB", "(?:0|[1-9][0-9]{0,5})(?:B|kB|MB|GB)");

  static final Shape OBJECT_PATH =
      text("a path such as apis/kong.yaml", "[^/\\\\*\\n\\r][^\\\\*\\n\\r]{0,511}");

  static final Shape PATH_PATTERN =
      text("a pattern of paths such as apis/** or *.yaml", "[^/\\\\\\n\\r][^\\\\\\n\\r]{0,511}");

  private Forms() {}

  private static Shape text(String words, String pattern) {
    return new Shape.Text(Form.of(words, pattern));
  }
}
