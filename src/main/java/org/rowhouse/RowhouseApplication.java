package org.rowhouse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Rowhouse: many web sites in one Java process.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RowhouseApplication {

	/**
	 * Starts the process.
	 * @param args settings in the form {@code --name=value}, for example
	 * {@code --rowhouse.home=/srv/rowhouse}
	 */
	public static void main(String[] args) {
		SpringApplication.run(RowhouseApplication.class, args);
	}

}
