/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The web application: every door and page in the rooms. What an installation brings (snapshot,
 * settings, token) is registered by {@link CompanionServer}.
 */
@SpringBootApplication(scanBasePackages = "dk.socialbalance")
public class CompanionApplication {}
