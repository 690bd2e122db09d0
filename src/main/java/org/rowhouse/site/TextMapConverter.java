package org.rowhouse.site;

import java.util.Map;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps texts by name as one JSON object.
 */
@Converter
public class TextMapConverter implements AttributeConverter<Map<String, String>, String> {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String EMPTY = "{}";

	@Override
	public String convertToDatabaseColumn(Map<String, String> texts) {
		return (texts.isEmpty()) ? EMPTY : JSON.writeValueAsString(texts);
	}

	@Override
	public Map<String, String> convertToEntityAttribute(String json) {
		// Of most sites, and all sites are read at the start.
		return (json.equals(EMPTY)) ? Map.of() : JSON.readValue(json, new TypeReference<Map<String, String>>() {
		});
	}

}
