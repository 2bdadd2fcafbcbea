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
, "resolved_model" TEXT);
INSERT INTO responses VALUES('01m804hrffpndt2v820wtp3q3q','mock','What is a skein?',NULL,NULL,'{}','Answer to: What is a skein?',NULL,'01m804hrffpndt2v820wtp3q3r',0,'2026-11-21T22:45:06.159395+00:00',7,6,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrnnb894vjqc0vkkj5g9','mock','Why is it wound loosely?',NULL,NULL,'{}','Answer to: Why is it wound loosely?',NULL,'01m804hrffpndt2v820wtp3q3r',0,'2026-11-21T22:45:06.357126+00:00',7,7,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrqj7yq0dcm5g7mdrcpj','mock','Be a weaver','You are a weaver. Be brief.',NULL,'{}','Answer to: Be a weaver',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.418552+00:00',7,5,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hrvwhj89s066jm80hb44','mock','And now a knitter','You are a knitter.',NULL,'{}','Answer to: And now a knitter',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.556302+00:00',7,6,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs1cpaxpc446m5hk1ttj','mock','And again',NULL,NULL,'{}','Answer to: And again',NULL,'01m804hrqj7yq0dcm5g7mdrcpk',0,'2026-11-21T22:45:06.732333+00:00',7,4,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs3b6kzakq6zmgxsqen0','mock','grüß dich 🧶',NULL,NULL,'{}','Grüß Gott, 🧶.',NULL,'01m804hs3b6kzakq6zmgxsqen1',0,'2026-11-21T22:45:06.795238+00:00',7,3,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs7mcbyw20r9cv6zz9z6','mock','What is in it?',NULL,NULL,'{}','A red square.',NULL,'01m804hs7mcbyw20r9cv6zz9z7',0,'2026-11-21T22:45:06.932746+00:00',7,3,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hs9qf5z3srez4ejdp688','mock','',NULL,NULL,'{}','A red square.',NULL,'01m804hs9qf5z3srez4ejdp689',0,'2026-11-21T22:45:06.999416+00:00',7,3,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsbpazn9cy3y2695bvaf','mock','A dog',NULL,NULL,'{}','{"name": "Cleo", "age": 4}',NULL,'01m804hsbpazn9cy3y2695bvag',0,'2026-11-21T22:45:07.062837+00:00',7,4,NULL,'848bffbc260a905ad40888a4518f40ef',NULL);
INSERT INTO responses VALUES('01m804hsdn7j3ckmj89jhbk4zq','mock','Where from?',NULL,NULL,'{}','Answer to: Where from?',NULL,'01m804hsdn7j3ckmj89jhbk4zr',0,'2026-11-21T22:45:07.125816+00:00',7,4,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsg3jt9ez2rrmffsz6jh','mock','Use the other',NULL,NULL,'{}','Answer to: Use the other',NULL,'01m804hsg44fk31k0s1p8hafy1',0,'2026-11-21T22:45:07.203964+00:00',7,5,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsj7ajd1f6fcb37t39kn','mock','Which version?',NULL,NULL,'{}','',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.271424+00:00',7,1,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsj86nmnz942kx09hqmh','mock','',NULL,NULL,'{}','The version is 0.31.',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.272147+00:00',7,4,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsvtheeajfp498nmp952','mock','And thanks',NULL,NULL,'{}','',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.578649+00:00',7,1,NULL,NULL,NULL);
INSERT INTO responses VALUES('01m804hsvvwvtr7fraxkrwm1yj','mock','',NULL,NULL,'{}','The version is 0.31.',NULL,'01m804hsj6vqxx84e43qap46p5',0,'2026-11-21T22:45:07.579645+00:00',7,4,NULL,NULL,NULL);
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
CREATE UNIQUE INDEX "idx_fragments_hash"
    ON "fragments" ("hash");
CREATE UNIQUE INDEX "idx_tools_hash"
    ON "tools" ("hash");
COMMIT;
