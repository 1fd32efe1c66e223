package io.fairlead.wiring.cost;

/**
 * List prices in dollars, of us-east-1, without free allowances of an account. Other regions differ
 * by up to a fifth. Looked up in November 2026 in public copies of AWS's pages, because the pages
 * themselves fill in their prices by script; beside each price stands the day of the copy. Those
 * with "not seen again" are as they have been published for years, and no copy of 2026 showed them.
 *
 * @see <a href="https://aws.amazon.com/route53/pricing/">Route 53</a>
 * @see <a href="https://aws.amazon.com/lambda/pricing/">Lambda</a>
 * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">DynamoDB on demand</a>
 * @see <a href="https://aws.amazon.com/sqs/pricing/">SQS</a>
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">CloudWatch</a>
 * @see <a href="https://aws.amazon.com/eventbridge/pricing/">EventBridge Scheduler</a>
 * @see <a href="https://aws.amazon.com/s3/pricing/">S3</a>
 */
final class Prices {
  /** The region that they are of. */
  static final String REGION = "us-east-1";

  /** When they were looked up. */
  static final String DATE = "2026-11";

  /** A GB-second of Lambda on arm64, and a call: 2024. */
  static final double LAMBDA_GB_SECOND = 0.0000133334;

  static final double LAMBDA_CALL = 0.20e-6;

  /** Not seen again for us-east-1; Tokyo's 1.25 after 14 million free ones, 2025-01-01. */
  static final double SCHEDULER_CALL = 1.00e-6;

  /** A standard queue: 2026-03 and 2026-06. */
  static final double SQS_REQUEST = 0.40e-6;

  /** A request unit of 1 KB written, on demand: 2025-07-21. */
  static final double DYNAMODB_WRITE = 0.625e-6;

  /** A request unit of 4 KB read, strongly consistent, on demand: 2025-07-21. */
  static final double DYNAMODB_READ = 0.125e-6;

  /** Not seen again, as the one of a PUT. */
  static final double S3_GET = 0.40e-6;

  /** Of a request from outside the bucket owner's account that is answered 403: 2024-05-13. */
  static final double S3_FORBIDDEN = 0;

  static final double S3_PUT = 5.00e-6;

  /** 2026-02-15. */
  static final double METRIC = 0.30;

  /** Not seen again. */
  static final double ALARM = 0.10;

  /** 2026-06-13. */
  static final double LOG_GB = 0.50;

  /** A health check of something in AWS, a calculated one, or one of an alarm: 2026-09-20. */
  static final double CHECK = 0.50;

  /** Each option of a check, HTTPS or an interval of 10 s: 2026-09-20. */
  static final double CHECK_OPTION = 1.00;

  /** A health check of something outside AWS, and each option of it: not seen again. */
  static final double CHECK_ELSEWHERE = 0.75;

  static final double CHECK_OPTION_ELSEWHERE = 2.00;

  /** Not seen again. */
  static final double BETWEEN_REGIONS_GB = 0.02;

  /** 2026. */
  static final double INTERNET_GB = 0.09;

  private Prices() {}
}
