PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_llm_migrations" (
   "name" TEXT PRIMARY KEY,
   "applied_at" TEXT
);
CREATE TABLE IF NOT EXISTS "conversations" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "model" TEXT
);
INSERT INTO conversations VALUES('01m804hrffpndt2v820wtp3q3r','What is a skein?','mock');
INSERT INTO conversations VALUES('01m804hrqj7yq0dcm5g7mdrcpk','Be a weaver','mock');
INSERT INTO conversations VALUES('01m804hs3b6kzakq6zmgxsqen1','grüß dich 🧶','mock');
INSERT INTO conversations VALUES('01m804hs7mcbyw20r9cv6zz9z7','What is in it?','mock');
INSERT INTO conversations VALUES('01m804hs9qf5z3srez4ejdp689','','mock');
INSERT INTO conversations VALUES('01m804hsbpazn9cy3y2695bvag','A dog','mock');
INSERT INTO conversations VALUES('01m804hsdn7j3ckmj89jhbk4zr','Wool is a fibre. It comes from …','mock');
INSERT INTO conversations VALUES('01m804hsg44fk31k0s1p8hafy1','Wool is a fibre. It comes from …','mock');
INSERT INTO conversations VALUES('01m804hsj6vqxx84e43qap46p5','Which version?','mock');
CREATE TABLE IF NOT EXISTS "attachments" (
   "id" TEXT PRIMARY KEY,
   "type" TEXT,
   "path" TEXT,
   "url" TEXT,
   "content" BLOB
);
INSERT INTO attachments VALUES('c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77','image/png','/home/ada/red.png',NULL,NULL);
CREATE TABLE IF NOT EXISTS "prompt_attachments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "attachment_id")
);
INSERT INTO prompt_attachments VALUES('01m804hs7mcbyw20r9cv6zz9z6','c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77',0);
INSERT INTO prompt_attachments VALUES('01m804hs9qf5z3srez4ejdp688','c414cd0e204de974f73753c7e28d7638e7b3691bb8b1a2bab6b25bb7fed7ce77',0);
CREATE TABLE IF NOT EXISTS "schemas" (
   "id" TEXT PRIMARY KEY,
   "content" TEXT
);
INSERT INTO schemas VALUES('848bffbc260a905ad40888a4518f40ef','{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}');
CREATE TABLE IF NOT EXISTS "responses" (
   "id" TEXT PRIMARY KEY,
   "model" TEXT,
   "prompt" TEXT,
   "system" TEXT,
   "prompt_json" TEXT,
   "options_json" TEXT,
   "response" TEXT,
   "response_json" TEXT,
   "conversation_id" TEXT REFERENCES "conversations"("id"),
   "duration_ms" INTEGER,
   "datetime_utc" TEXT,
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id")
, "resolved_model" TEXT, "reasoning" TEXT);
INSERT INTO responses VALUES('01m804hrffpndt2v820wtp3q3q','mock','What is a skein?',NULL,NULL,'{}','Answer to: What is a skein?',NULL,'01m804hrffpndt2v820wtp3q3r',0,'2026-11-21T22:45:06.159395+00:00',7,6,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrnnb894vjqc0vkkj5g9','mock','Why is it wound loosely?',NULL,NULL,'{}','Answer to: Why is it wound loosely?',NULL,'01m804hrffpndt2v820wtp3q3r',0,'2026-11-21T22:45:06.357126+00:00',7,7,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrqj7yq0dcm5g7mdrcpj','mock','Be a weaver','You are a weaver. Be brief.',NULL,'{}','Answer to: Be a weaver',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.418552+00:00',7,5,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrvwhj89s066jm80hb44','mock','And now a knitter','You are a knitter.',NULL,'{}','Answer to: And now a knitter',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.556302+00:00',7,6,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs1cpaxpc446m5hk1ttj','mock','And again',NULL,NULL,'{}','Answer to: And again',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.732333+00:00',7,4,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs3b6kzakq6zmgxsqen0','mock','grüß dich 🧶',NULL,NULL,'{}','Grüß Gott, 🧶.',NULL,'01m804hs3b6kzakq6zmgxsqen1',0,'2026-11-21T22:45:06.795238+00:00',7,3,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs7mcbyw20r9cv6zz9z6','mock','What is in it?',NULL,NULL,'{}','A red square.',NULL,'01m804hs7mcbyw20r9cv6zz9z7',0,'2026-11-21T22:45:06.932746+00:00',7,3,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs9qf5z3srez4ejdp688','mock','',NULL,NULL,'{}','A red square.',NULL,'01m804hs9qf5z3srez4ejdp689',0,'2026-11-21T22:45:06.999416+00:00',7,3,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsbpazn9cy3y2695bvaf','mock','A dog',NULL,NULL,'{}','{"name": "Cleo", "age": 4}',NULL,'01m804hsbpazn9cy3y2695bvag',0,'2026-11-21T22:45:07.062837+00:00',7,4,NULL,'848bffbc260a905ad40888a4518f40ef',NULL,NULL);
INSERT INTO responses VALUES('01m804hsdn7j3ckmj89jhbk4zq','mock','Where from?',NULL,NULL,'{}','Answer to: Where from?',NULL,'01m804hsdn7j3ckmj89jhbk4zr',0,'2026-11-21T22:45:07.125816+00:00',7,4,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsg3jt9ez2rrmffsz6jh','mock','Use the other',NULL,NULL,'{}','Answer to: Use the other',NULL,'01m804hsg44fk31k0s1p8hafy1',0,'2026-11-21T22:45:07.203964+00:00',7,5,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsj7ajd1f6fcb37t39kn','mock','Which version?',NULL,NULL,'{}','',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.271424+00:00',7,1,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsj86nmnz942kx09hqmh','mock','',NULL,NULL,'{}','The version is 0.31.',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.272147+00:00',7,4,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsvtheeajfp498nmp952','mock','And thanks',NULL,NULL,'{}','',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.578649+00:00',7,1,NULL,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsvvwvtr7fraxkrwm1yj','mock','',NULL,NULL,'{}','The version is 0.31.',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.579645+00:00',7,4,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "fragments" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "content" TEXT,
   "datetime_utc" TEXT,
   "source" TEXT
);
INSERT INTO fragments VALUES(1,'5f9f1e21d4b62230f8d80c376a385fa312b3f2074191ae08c4183a97cd47ca3e',replace('Wool is a fibre.\nIt comes from sheep.\n','\n',char(10)),'2026-11-21 22:45:07','/home/ada/wool.txt');
CREATE TABLE IF NOT EXISTS "fragment_aliases" (
   "alias" TEXT PRIMARY KEY,
   "fragment_id" INTEGER REFERENCES "fragments"("id")
);
CREATE TABLE IF NOT EXISTS "prompt_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
INSERT INTO prompt_fragments VALUES('01m804hsdn7j3ckmj89jhbk4zq',1,0);
INSERT INTO prompt_fragments VALUES('01m804hsg3jt9ez2rrmffsz6jh',1,0);
CREATE TABLE IF NOT EXISTS "system_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
INSERT INTO system_fragments VALUES('01m804hsg3jt9ez2rrmffsz6jh',1,0);
CREATE TABLE IF NOT EXISTS "tools" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "name" TEXT,
   "description" TEXT,
   "input_schema" TEXT
, "plugin" TEXT);
INSERT INTO tools VALUES(1,'0b74aaa30fdc791cd960bf5adbdd3dffe7f160a781b7546cdbe7fdebd1e78351','llm_version','Return the installed version of llm','{"properties": {}, "type": "object"}','llm.default_plugins.default_tools');
CREATE TABLE IF NOT EXISTS "tool_responses" (
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "response_id" TEXT REFERENCES "responses"("id"),
   PRIMARY KEY ("tool_id", "response_id")
);
INSERT INTO tool_responses VALUES(1,'01m804hsj7ajd1f6fcb37t39kn');
INSERT INTO tool_responses VALUES(1,'01m804hsj86nmnz942kx09hqmh');
INSERT INTO tool_responses VALUES(1,'01m804hsvtheeajfp498nmp952');
INSERT INTO tool_responses VALUES(1,'01m804hsvvwvtr7fraxkrwm1yj');
CREATE TABLE IF NOT EXISTS "tool_calls" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "arguments" TEXT,
   "tool_call_id" TEXT
);
INSERT INTO tool_calls VALUES(1,'01m804hsj7ajd1f6fcb37t39kn',1,'llm_version','{}','call_1');
INSERT INTO tool_calls VALUES(2,'01m804hsvtheeajfp498nmp952',1,'llm_version','{}','call_1');
CREATE TABLE IF NOT EXISTS "tool_instances" (
   "id" INTEGER PRIMARY KEY,
   "plugin" TEXT,
   "name" TEXT,
   "arguments" TEXT
);
CREATE TABLE IF NOT EXISTS "tool_results" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "output" TEXT,
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id")
, "exception" TEXT);
INSERT INTO tool_results VALUES(1,'01m804hsj86nmnz942kx09hqmh',1,'llm_version','0.31','call_1',NULL,NULL);
INSERT INTO tool_results VALUES(2,'01m804hsvvwvtr7fraxkrwm1yj',1,'llm_version','0.31','call_1',NULL,NULL);
CREATE TABLE IF NOT EXISTS "tool_results_attachments" (
   "tool_result_id" INTEGER REFERENCES "tool_results"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("tool_result_id", "attachment_id")
);
CREATE TABLE IF NOT EXISTS "messages" (
   "hash" TEXT PRIMARY KEY,
   "parent_hash" TEXT REFERENCES "messages"("hash"),
   "role" TEXT,
   "provider_metadata" TEXT
);
INSERT INTO messages VALUES('b2:d88277f78f1a4d06342c33c4fdc8f216',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:76b161a8d3a22cd508f7995d654d6ab9','b2:d88277f78f1a4d06342c33c4fdc8f216','assistant',NULL);
INSERT INTO messages VALUES('b2:5adcfad6911f7a01605202fd27ed3846','b2:76b161a8d3a22cd508f7995d654d6ab9','user',NULL);
INSERT INTO messages VALUES('b2:87be7389405e2774c672f37bcb1e596d','b2:5adcfad6911f7a01605202fd27ed3846','assistant',NULL);
INSERT INTO messages VALUES('b2:26682a7d197455344e70dd609640e553','b2:87be7389405e2774c672f37bcb1e596d','user',NULL);
INSERT INTO messages VALUES('b2:4cd7ed268b1b4612df3639767c64b863','b2:26682a7d197455344e70dd609640e553','assistant',NULL);
INSERT INTO messages VALUES('b2:ea46afe21a785905174891a3975edf04',NULL,'user',NULL);
INSERT INTO messages VALUES('b2:8dab9118e9bce6bf5f038b298c081c74','b2:ea46afe21a785905174891a3975edf04','assistant',NULL);
INSERT INTO messages VALUES('b2:0cbfdf5bc3a55c5e913cebebaaf0fedb','b2:8dab9118e9bce6bf5f038b298c081c74','tool',NULL);
INSERT INTO messages VALUES('b2:eed5bb1fbd3d0f117927ef60438119c1','b2:0cbfdf5bc3a55c5e913cebebaaf0fedb','assistant',NULL);
INSERT INTO messages VALUES('b2:f0cf815437661a9efc3da3761b767abb','b2:eed5bb1fbd3d0f117927ef60438119c1','user',NULL);
INSERT INTO messages VALUES('b2:27c900a74434f8140f11f47b30b69fc6','b2:f0cf815437661a9efc3da3761b767abb','assistant',NULL);
INSERT INTO messages VALUES('b2:ef202e63c7cbd82d491958b071aaa98a','b2:27c900a74434f8140f11f47b30b69fc6','tool',NULL);
INSERT INTO messages VALUES('b2:e870c82f1d4fe6f8bc086e1292d6e0e7','b2:ef202e63c7cbd82d491958b071aaa98a','assistant',NULL);
INSERT INTO messages VALUES('b2:f781e8541c74a5662212b3b3e09addc5','b2:e870c82f1d4fe6f8bc086e1292d6e0e7','user',NULL);
INSERT INTO messages VALUES('b2:a13c0977bd686f2c8be615368d5e06c5','b2:f781e8541c74a5662212b3b3e09addc5','assistant',NULL);
INSERT INTO messages VALUES('b2:75d00fa22ed876d59684b8f91120e4e7','b2:a13c0977bd686f2c8be615368d5e06c5','tool',NULL);
INSERT INTO messages VALUES('b2:2381282f0adef56f5f6d19244af9e0e0','b2:75d00fa22ed876d59684b8f91120e4e7','assistant',NULL);
CREATE TABLE IF NOT EXISTS "parts" (
   "id" INTEGER PRIMARY KEY,
   "message_hash" TEXT REFERENCES "messages"("hash"),
   "position" INTEGER,
   "type" TEXT,
   "tool_name" TEXT,
   "text" TEXT,
   "payload" TEXT
);
INSERT INTO parts VALUES(1,'b2:d88277f78f1a4d06342c33c4fdc8f216',0,'text',NULL,'What is a skein?',NULL);
INSERT INTO parts VALUES(2,'b2:76b161a8d3a22cd508f7995d654d6ab9',0,'text',NULL,'Answer to: What is a skein?',NULL);
INSERT INTO parts VALUES(3,'b2:5adcfad6911f7a01605202fd27ed3846',0,'text',NULL,'Why is it wound loosely?',NULL);
INSERT INTO parts VALUES(4,'b2:87be7389405e2774c672f37bcb1e596d',0,'text',NULL,'Answer to: Why is it wound loosely?',NULL);
INSERT INTO parts VALUES(5,'b2:26682a7d197455344e70dd609640e553',0,'text',NULL,'Asked later',NULL);
INSERT INTO parts VALUES(6,'b2:4cd7ed268b1b4612df3639767c64b863',0,'text',NULL,'Answer to: Asked later',NULL);
INSERT INTO parts VALUES(7,'b2:ea46afe21a785905174891a3975edf04',0,'text',NULL,'Which version?',NULL);
INSERT INTO parts VALUES(8,'b2:8dab9118e9bce6bf5f038b298c081c74',0,'tool_call','llm_version',NULL,'{"name": "llm_version", "arguments": {}, "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(9,'b2:0cbfdf5bc3a55c5e913cebebaaf0fedb',0,'tool_result','llm_version',NULL,'{"name": "llm_version", "output": "0.31", "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(10,'b2:eed5bb1fbd3d0f117927ef60438119c1',0,'text',NULL,'The version is 0.31.',NULL);
INSERT INTO parts VALUES(11,'b2:f0cf815437661a9efc3da3761b767abb',0,'text',NULL,'And thanks',NULL);
INSERT INTO parts VALUES(12,'b2:27c900a74434f8140f11f47b30b69fc6',0,'tool_call','llm_version',NULL,'{"name": "llm_version", "arguments": {}, "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(13,'b2:ef202e63c7cbd82d491958b071aaa98a',0,'tool_result','llm_version',NULL,'{"name": "llm_version", "output": "0.31", "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(14,'b2:e870c82f1d4fe6f8bc086e1292d6e0e7',0,'text',NULL,'The version is 0.31.',NULL);
INSERT INTO parts VALUES(15,'b2:f781e8541c74a5662212b3b3e09addc5',0,'text',NULL,'Asked later',NULL);
INSERT INTO parts VALUES(16,'b2:a13c0977bd686f2c8be615368d5e06c5',0,'tool_call','llm_version',NULL,'{"name": "llm_version", "arguments": {}, "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(17,'b2:75d00fa22ed876d59684b8f91120e4e7',0,'tool_result','llm_version',NULL,'{"name": "llm_version", "output": "0.36", "tool_call_id": "call_1"}');
INSERT INTO parts VALUES(18,'b2:2381282f0adef56f5f6d19244af9e0e0',0,'text',NULL,'The version is 0.36.',NULL);
CREATE TABLE IF NOT EXISTS "part_attachments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "attachment_id", "order")
);
CREATE TABLE IF NOT EXISTS "part_fragments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "fragment_id", "order")
);
CREATE TABLE IF NOT EXISTS "threads" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "forked_from" TEXT REFERENCES "threads"("id"),
   "datetime_utc" TEXT
);
INSERT INTO threads VALUES('01m804hrffpndt2v820wtp3q3r','Asked later','b2:4cd7ed268b1b4612df3639767c64b863',NULL,'2026-11-21 22:45:32.524934+00:00');
INSERT INTO threads VALUES('01m804hsj6vqxx84e43qap46p5','Asked later','b2:2381282f0adef56f5f6d19244af9e0e0',NULL,'2026-11-21 22:45:33.689034+00:00');
CREATE TABLE IF NOT EXISTS "turns" (
   "id" TEXT PRIMARY KEY,
   "thread_id" TEXT REFERENCES "threads"("id"),
   "parent_message_hash" TEXT REFERENCES "messages"("hash"),
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "model" TEXT,
   "resolved_model" TEXT,
   "options_json" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id"),
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "duration_ms" INTEGER,
   "datetime_utc" TEXT
, "response_json" TEXT);
INSERT INTO turns VALUES('01m804jj7c9dj6fhnaafb99479','01m804hrffpndt2v820wtp3q3r','b2:26682a7d197455344e70dd609640e553','b2:4cd7ed268b1b4612df3639767c64b863','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:32.524132+00:00',NULL);
INSERT INTO turns VALUES('01m804jkbpaxdxg2jf5w08qhn2','01m804hsj6vqxx84e43qap46p5','b2:f781e8541c74a5662212b3b3e09addc5','b2:a13c0977bd686f2c8be615368d5e06c5','mock',NULL,NULL,NULL,7,1,NULL,0,'2026-11-21T22:45:33.686565+00:00',NULL);
INSERT INTO turns VALUES('01m804jkbrs1ba8w9fd0ke1nm0','01m804hsj6vqxx84e43qap46p5','b2:75d00fa22ed876d59684b8f91120e4e7','b2:2381282f0adef56f5f6d19244af9e0e0','mock',NULL,NULL,NULL,7,4,NULL,0,'2026-11-21T22:45:33.688136+00:00',NULL);
CREATE TABLE IF NOT EXISTS "turn_fragments" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   "kind" TEXT,
   PRIMARY KEY ("turn_id", "fragment_id", "kind", "order")
);
CREATE TABLE IF NOT EXISTS "turn_search" (
   "id" INTEGER PRIMARY KEY,
   "turn_id" TEXT REFERENCES "turns"("id"),
   "prompt" TEXT,
   "response" TEXT
);
INSERT INTO turn_search VALUES(1,'01m804jj7c9dj6fhnaafb99479','Asked later','Answer to: Asked later');
INSERT INTO turn_search VALUES(2,'01m804jkbpaxdxg2jf5w08qhn2','Asked later','');
INSERT INTO turn_search VALUES(3,'01m804jkbrs1ba8w9fd0ke1nm0','','The version is 0.36.');
CREATE TABLE IF NOT EXISTS "turn_tools" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_id")
);
INSERT INTO turn_tools VALUES('01m804jkbpaxdxg2jf5w08qhn2',1,NULL);
INSERT INTO turn_tools VALUES('01m804jkbrs1ba8w9fd0ke1nm0',1,NULL);
CREATE TABLE IF NOT EXISTS "tool_instantiations" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_call_id")
);
CREATE UNIQUE INDEX "idx_fragments_hash"
    ON "fragments" ("hash");
CREATE UNIQUE INDEX "idx_tools_hash"
    ON "tools" ("hash");
CREATE INDEX "idx_messages_parent_hash"
    ON "messages" ("parent_hash");
CREATE UNIQUE INDEX "idx_parts_message_hash_position"
    ON "parts" ("message_hash", "position");
CREATE INDEX "idx_part_fragments_fragment_id"
    ON "part_fragments" ("fragment_id");
CREATE INDEX "idx_turns_thread_id"
    ON "turns" ("thread_id");
CREATE INDEX "idx_turn_fragments_fragment_id"
    ON "turn_fragments" ("fragment_id");
CREATE UNIQUE INDEX "idx_turn_search_turn_id"
    ON "turn_search" ("turn_id");
COMMIT;
