package org.rowhouse.monitoring;

import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sees to it that Actuator never answers on the port of the sites, where anybody could
 * ask it, and each site has its own paths.
 */
@Component
class OwnManagementPort {

	/**
	 * Looks at the ports.
	 * @param environment the settings
	 * @throws InvalidSettingException if there is one port for both
	 */
	OwnManagementPort(Environment environment) {
		if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
			throw new InvalidSettingException(
					"management.server.port is " + environment.getProperty("management.server.port")
							+ ", and so is the port of the sites.",
					"Choose another for management.server.port, which only this machine can ask, or -1 for none.");
		}
	}

}
