package org.rowhouse.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What would break a program is noticed, and what only adds something is not.
 */
class ApiBreaksTests {

	private static final String API = "{'paths':{'/a':{'get':{'parameters':[{'name':'q','schema':{'type':'string'}}],"
			+ "'responses':{'200':{}}}}},'components':{'schemas':{'A':{'properties':{'x':{'type':'string'}}}}}}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					nothing                | nothing                                                     |
					'get':                 | 'put':                                                      | GET /a is gone
					'name':'q'             | 'name':'z'                                                  | GET /a: the parameter 'q' is gone
					'schema':{'type':'string'} | 'schema':{'type':'integer'}                             | GET /a: the parameter 'q' has another type
					'name':'q',            | 'name':'q','required':true,                                 | GET /a: the parameter 'q' has become required
					'200'                  | '201'                                                       | GET /a: the answer 200 is gone
					'A':                   | 'B':                                                        | A is gone
					'x':                   | 'y':                                                        | A: the field 'x' is gone
					'x':{'type':'string'}  | 'x':{'type':'integer'}                                      | A: the field 'x' has another type
					'properties':          | 'required':['x'],'properties':                              | A: the field 'x' has become required
					'x':                   | 'w':{'type':'string'},'x':                                  |
					'200':{}               | '200':{},'404':{}                                           |
					""")
	void noticesWhatIsGoneOrHasBecomeRequired(String what, String becomes, String expected) {
		assertThat(ApiBreaks.between(json(API), json(API.replace(what, becomes))))
			.isEqualTo((expected != null) ? java.util.List.of(expected) : java.util.List.of());
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text.replace('\'', '"'));
	}

}
