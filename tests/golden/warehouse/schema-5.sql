CREATE TABLE "history"."article" (
    "article_id" VARCHAR NOT NULL,
    "source_id" VARCHAR,
    "canonical_url" VARCHAR,
    "current_version_id" VARCHAR,
    "title" VARCHAR,
    "published_at" VARCHAR,
    "published_year" INTEGER,
    "versions" INTEGER,
    "first_seen_at" TIMESTAMP WITH TIME ZONE,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."article_version" (
    "version_id" VARCHAR NOT NULL,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "url" VARCHAR,
    "canonical_url" VARCHAR,
    "title" VARCHAR,
    "subtitle" VARCHAR,
    "text" VARCHAR,
    "text_length" INTEGER,
    "published_at" VARCHAR,
    "published_year" INTEGER,
    "updated_at" VARCHAR,
    "credit" VARCHAR,
    "reporters" VARCHAR[],
    "correspondents" VARCHAR[],
    "editors" VARCHAR[],
    "captions" VARCHAR[],
    "charset" VARCHAR,
    "parse_drift" VARCHAR[],
    "damage_score" DOUBLE,
    "damage_count" INTEGER,
    "parser_version" VARCHAR,
    "restorer_version" VARCHAR,
    "first_seen_at" TIMESTAMP WITH TIME ZONE,
    "fetched_at" TIMESTAMP WITH TIME ZONE,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."duplicate_pair" (
    "left_version_id" VARCHAR NOT NULL,
    "right_version_id" VARCHAR NOT NULL,
    "verdict" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[],
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."evidence" (
    "evidence_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "quote" VARCHAR,
    "sentence_start" INTEGER,
    "sentence_end" INTEGER,
    "rule" VARCHAR,
    "published_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."mention" (
    "mention_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "kind" VARCHAR,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "quote" VARCHAR,
    "rule" VARCHAR,
    "value" DOUBLE,
    "value_high" DOUBLE,
    "unit" VARCHAR,
    "per" VARCHAR,
    "bound" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "precision" VARCHAR,
    "name" VARCHAR,
    "code" VARCHAR,
    "status" VARCHAR,
    "negated" BOOLEAN,
    "published_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."occurrence" (
    "version_id" VARCHAR NOT NULL,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "url" VARCHAR,
    "verdict" VARCHAR,
    "cluster_id" VARCHAR,
    "canonical_id" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[],
    "is_current" BOOLEAN,
    "counts" BOOLEAN,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."organisation" (
    "organisation_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "reports" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."place" (
    "adcode" VARCHAR NOT NULL,
    "name" VARCHAR,
    "level" VARCHAR,
    "prefecture_adcode" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."programme_statistic" (
    "statistic_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "metric" VARCHAR,
    "value" DOUBLE,
    "unit" VARCHAR,
    "value_cny" DOUBLE,
    "bound" VARCHAR,
    "status" VARCHAR,
    "period_start" DATE,
    "period_end" DATE,
    "period_words" VARCHAR,
    "cumulative" BOOLEAN,
    "region" VARCHAR,
    "adcode" VARCHAR,
    "actor" VARCHAR,
    "as_of" VARCHAR,
    "counts_in_totals" BOOLEAN,
    "confidence" DOUBLE,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project" (
    "project_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "company" VARCHAR,
    "place" VARCHAR,
    "adcode" VARCHAR,
    "sector" VARCHAR,
    "stage" VARCHAR,
    "reports" INTEGER,
    "first_as_of" VARCHAR,
    "last_as_of" VARCHAR,
    "first_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_alias" (
    "project_id" VARCHAR NOT NULL,
    "alias" VARCHAR NOT NULL,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_amount" (
    "amount_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "amount_role" VARCHAR,
    "value" DOUBLE,
    "currency" VARCHAR,
    "value_cny" DOUBLE,
    "bound" VARCHAR,
    "status" VARCHAR,
    "umbrella" BOOLEAN,
    "counts_in_totals" BOOLEAN,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_capacity" (
    "capacity_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "product" VARCHAR,
    "value" DOUBLE,
    "unit" VARCHAR,
    "per" VARCHAR,
    "bound" VARCHAR,
    "status" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_conflict" (
    "conflict_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "field" VARCHAR,
    "left_report_id" VARCHAR,
    "left_value" VARCHAR,
    "right_report_id" VARCHAR,
    "right_value" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_event" (
    "event_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "stage" VARCHAR,
    "status" VARCHAR,
    "event_date" VARCHAR,
    "precision" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "words" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_group" (
    "group_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "members" INTEGER,
    "exhaustive" BOOLEAN,
    "project_count" INTEGER,
    "total" DOUBLE,
    "value_cny" DOUBLE,
    "currency" VARCHAR,
    "bound" VARCHAR,
    "stage" VARCHAR,
    "umbrella" BOOLEAN,
    "counts_in_totals" BOOLEAN,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_group_member" (
    "group_id" VARCHAR NOT NULL,
    "report_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "project_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_party" (
    "party_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "organisation_id" VARCHAR,
    "name" VARCHAR,
    "party_role" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "history"."project_report" (
    "report_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "version_id" VARCHAR,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "name" VARCHAR,
    "company" VARCHAR,
    "place" VARCHAR,
    "adcode" VARCHAR,
    "sector" VARCHAR,
    "as_of" VARCHAR,
    "confidence" DOUBLE,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE,
    "valid_to" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE TABLE "input"."archive_part" (
    "path" VARCHAR,
    "pages" BIGINT
);
CREATE TABLE "input"."archive_read" (
    "path" VARCHAR,
    "bytes" BIGINT,
    "pages" BIGINT,
    "read_at" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "input"."chunk_done" (
    "chunk" VARCHAR,
    "done_at" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "input"."facts" (
    "version_id" VARCHAR,
    "projects" STRUCT(report_id VARCHAR, version_id VARCHAR, "name" VARCHAR, aliases VARCHAR[], company VARCHAR, place VARCHAR, adcode VARCHAR, sector VARCHAR, amounts STRUCT("role" VARCHAR, "value" DOUBLE, currency VARCHAR, bound VARCHAR, status VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR))[], capacities STRUCT(product VARCHAR, "value" DOUBLE, unit VARCHAR, per VARCHAR, bound VARCHAR, status VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR))[], milestones STRUCT(stage VARCHAR, date VARCHAR, "precision" VARCHAR, date_start VARCHAR, date_end VARCHAR, words VARCHAR, status VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR))[], parties STRUCT("name" VARCHAR, "role" VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR))[], evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR), confidence DOUBLE)[],
    "statistics" STRUCT(statistic_id VARCHAR, version_id VARCHAR, metric VARCHAR, "value" DOUBLE, unit VARCHAR, bound VARCHAR, status VARCHAR, period_start VARCHAR, period_end VARCHAR, period_words VARCHAR, cumulative BOOLEAN, region VARCHAR, adcode VARCHAR, actor VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR), confidence DOUBLE)[],
    "groups" STRUCT(group_id VARCHAR, version_id VARCHAR, members VARCHAR[], exhaustive BOOLEAN, count BIGINT, total DOUBLE, currency VARCHAR, bound VARCHAR, stage VARCHAR, evidence STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR, sentence_start BIGINT, sentence_end BIGINT, "rule" VARCHAR))[],
    "mentions" STRUCT(kind VARCHAR, "start" BIGINT, "end" BIGINT, "quote" VARCHAR, "rule" VARCHAR, "value" DOUBLE, value_high DOUBLE, unit VARCHAR, per VARCHAR, bound VARCHAR, date_start VARCHAR, date_end VARCHAR, "precision" VARCHAR, "name" VARCHAR, code VARCHAR, status VARCHAR, negated BOOLEAN)[],
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "facts_hash" UBIGINT
);
CREATE TABLE "input"."joined" (
    "version_id" VARCHAR,
    "state" UBIGINT
);
CREATE TABLE "input"."project" (
    "project_id" VARCHAR,
    "name" VARCHAR,
    "aliases" VARCHAR[],
    "company" VARCHAR,
    "place" VARCHAR,
    "adcode" VARCHAR,
    "sector" VARCHAR,
    "stage" VARCHAR
);
CREATE TABLE "input"."project_member" (
    "report_id" VARCHAR,
    "project_id" VARCHAR
);
CREATE TABLE "input"."report" (
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "name" VARCHAR,
    "aliases" VARCHAR[],
    "company" VARCHAR,
    "adcode" VARCHAR,
    "figures" VARCHAR[],
    "identity" VARCHAR
);
CREATE TABLE "input"."report_key" (
    "key" VARCHAR,
    "weak" BOOLEAN,
    "report_id" VARCHAR,
    "version_id" VARCHAR
);
CREATE TABLE "input"."report_link" (
    "left_report" VARCHAR,
    "right_report" VARCHAR
);
CREATE TABLE "input"."settled" (
    "version_id" VARCHAR,
    "facts_hash" UBIGINT
);
CREATE TABLE "main"."article" (
    "article_id" VARCHAR NOT NULL,
    "source_id" VARCHAR,
    "canonical_url" VARCHAR,
    "current_version_id" VARCHAR,
    "title" VARCHAR,
    "published_at" VARCHAR,
    "published_year" INTEGER,
    "versions" INTEGER,
    "first_seen_at" TIMESTAMP WITH TIME ZONE,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."article_version" (
    "version_id" VARCHAR NOT NULL,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "url" VARCHAR,
    "canonical_url" VARCHAR,
    "title" VARCHAR,
    "subtitle" VARCHAR,
    "text" VARCHAR,
    "text_length" INTEGER,
    "published_at" VARCHAR,
    "published_year" INTEGER,
    "updated_at" VARCHAR,
    "credit" VARCHAR,
    "reporters" VARCHAR[],
    "correspondents" VARCHAR[],
    "editors" VARCHAR[],
    "captions" VARCHAR[],
    "charset" VARCHAR,
    "parse_drift" VARCHAR[],
    "damage_score" DOUBLE,
    "damage_count" INTEGER,
    "parser_version" VARCHAR,
    "restorer_version" VARCHAR,
    "first_seen_at" TIMESTAMP WITH TIME ZONE,
    "fetched_at" TIMESTAMP WITH TIME ZONE,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."check_result" (
    "run_id" VARCHAR NOT NULL,
    "check_name" VARCHAR NOT NULL,
    "severity" VARCHAR,
    "explanation" VARCHAR,
    "bad_rows" BIGINT,
    "sample" VARCHAR,
    "checked_at" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."cluster_member" (
    "version_id" VARCHAR NOT NULL,
    "cluster_id" VARCHAR,
    "canonical_id" VARCHAR,
    "verdict" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[]
);
CREATE TABLE "main"."codelist" (
    "codelist" VARCHAR NOT NULL,
    "code" VARCHAR NOT NULL,
    "en" VARCHAR,
    "zh" VARCHAR,
    "oc4ids" VARCHAR,
    "iati" VARCHAR,
    "aiddata" VARCHAR
);
CREATE TABLE "main"."dictionary" (
    "table_name" VARCHAR NOT NULL,
    "column_name" VARCHAR NOT NULL,
    "data_type" VARCHAR,
    "field_unit" VARCHAR,
    "codelist" VARCHAR,
    "en" VARCHAR,
    "zh" VARCHAR
);
CREATE TABLE "main"."duplicate_pair" (
    "left_version_id" VARCHAR NOT NULL,
    "right_version_id" VARCHAR NOT NULL,
    "verdict" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[],
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."evidence" (
    "evidence_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "quote" VARCHAR,
    "sentence_start" INTEGER,
    "sentence_end" INTEGER,
    "rule" VARCHAR,
    "published_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."fetch" (
    "fetch_id" VARCHAR NOT NULL,
    "run_id" VARCHAR,
    "source_id" VARCHAR,
    "url" VARCHAR,
    "fetched_at" TIMESTAMP WITH TIME ZONE,
    "http_status" INTEGER,
    "bytes" BIGINT,
    "body_sha256" VARCHAR,
    "error" VARCHAR,
    "warc_file" VARCHAR,
    "warc_offset" BIGINT
);
CREATE TABLE "main"."fetch_state" (
    "url" VARCHAR NOT NULL,
    "source_id" VARCHAR,
    "first_seen_at" TIMESTAMP WITH TIME ZONE,
    "last_seen_at" TIMESTAMP WITH TIME ZONE,
    "last_fetched_at" TIMESTAMP WITH TIME ZONE,
    "http_status" INTEGER,
    "etag" VARCHAR,
    "last_modified" VARCHAR,
    "content_hash" VARCHAR,
    "unchanged_count" INTEGER,
    "failures" INTEGER,
    "next_due_at" TIMESTAMP WITH TIME ZONE,
    "reason" VARCHAR
);
CREATE TABLE "main"."mention" (
    "mention_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "kind" VARCHAR,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "quote" VARCHAR,
    "rule" VARCHAR,
    "value" DOUBLE,
    "value_high" DOUBLE,
    "unit" VARCHAR,
    "per" VARCHAR,
    "bound" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "precision" VARCHAR,
    "name" VARCHAR,
    "code" VARCHAR,
    "status" VARCHAR,
    "negated" BOOLEAN,
    "published_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."migration" (
    "version" INTEGER,
    "migrated_at" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."occurrence" (
    "version_id" VARCHAR NOT NULL,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "url" VARCHAR,
    "verdict" VARCHAR,
    "cluster_id" VARCHAR,
    "canonical_id" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[],
    "is_current" BOOLEAN,
    "counts" BOOLEAN,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."organisation" (
    "organisation_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "reports" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."place" (
    "adcode" VARCHAR NOT NULL,
    "name" VARCHAR,
    "level" VARCHAR,
    "prefecture_adcode" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."programme_statistic" (
    "statistic_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "metric" VARCHAR,
    "value" DOUBLE,
    "unit" VARCHAR,
    "value_cny" DOUBLE,
    "bound" VARCHAR,
    "status" VARCHAR,
    "period_start" DATE,
    "period_end" DATE,
    "period_words" VARCHAR,
    "cumulative" BOOLEAN,
    "region" VARCHAR,
    "adcode" VARCHAR,
    "actor" VARCHAR,
    "as_of" VARCHAR,
    "counts_in_totals" BOOLEAN,
    "confidence" DOUBLE,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project" (
    "project_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "company" VARCHAR,
    "place" VARCHAR,
    "adcode" VARCHAR,
    "sector" VARCHAR,
    "stage" VARCHAR,
    "reports" INTEGER,
    "first_as_of" VARCHAR,
    "last_as_of" VARCHAR,
    "first_year" INTEGER,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_alias" (
    "project_id" VARCHAR NOT NULL,
    "alias" VARCHAR NOT NULL,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_amount" (
    "amount_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "amount_role" VARCHAR,
    "value" DOUBLE,
    "currency" VARCHAR,
    "value_cny" DOUBLE,
    "bound" VARCHAR,
    "status" VARCHAR,
    "umbrella" BOOLEAN,
    "counts_in_totals" BOOLEAN,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_capacity" (
    "capacity_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "product" VARCHAR,
    "value" DOUBLE,
    "unit" VARCHAR,
    "per" VARCHAR,
    "bound" VARCHAR,
    "status" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_conflict" (
    "conflict_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "field" VARCHAR,
    "left_report_id" VARCHAR,
    "left_value" VARCHAR,
    "right_report_id" VARCHAR,
    "right_value" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_event" (
    "event_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "stage" VARCHAR,
    "status" VARCHAR,
    "event_date" VARCHAR,
    "precision" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "words" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_group" (
    "group_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "members" INTEGER,
    "exhaustive" BOOLEAN,
    "project_count" INTEGER,
    "total" DOUBLE,
    "value_cny" DOUBLE,
    "currency" VARCHAR,
    "bound" VARCHAR,
    "stage" VARCHAR,
    "umbrella" BOOLEAN,
    "counts_in_totals" BOOLEAN,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_group_member" (
    "group_id" VARCHAR NOT NULL,
    "report_id" VARCHAR NOT NULL,
    "version_id" VARCHAR,
    "project_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_party" (
    "party_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "report_id" VARCHAR,
    "version_id" VARCHAR,
    "organisation_id" VARCHAR,
    "name" VARCHAR,
    "party_role" VARCHAR,
    "as_of" VARCHAR,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."project_report" (
    "report_id" VARCHAR NOT NULL,
    "project_id" VARCHAR,
    "version_id" VARCHAR,
    "article_id" VARCHAR,
    "source_id" VARCHAR,
    "name" VARCHAR,
    "company" VARCHAR,
    "place" VARCHAR,
    "adcode" VARCHAR,
    "sector" VARCHAR,
    "as_of" VARCHAR,
    "confidence" DOUBLE,
    "rules_version" VARCHAR,
    "extracted_at" TIMESTAMP WITH TIME ZONE,
    "evidence_id" VARCHAR,
    "valid_from" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."rejected" (
    "rejected_id" VARCHAR NOT NULL,
    "source_id" VARCHAR,
    "where_found" VARCHAR,
    "processing_stage" VARCHAR,
    "reason" VARCHAR,
    "detail" VARCHAR,
    "seen_at" TIMESTAMP WITH TIME ZONE
);
CREATE TABLE "main"."run" (
    "run_id" VARCHAR NOT NULL,
    "run_kind" VARCHAR,
    "started_at" TIMESTAMP WITH TIME ZONE,
    "ended_at" TIMESTAMP WITH TIME ZONE,
    "seconds" DOUBLE,
    "outcome" VARCHAR,
    "fetched" BIGINT,
    "new_versions" BIGINT,
    "rejected_count" BIGINT,
    "error" VARCHAR
);
CREATE TABLE "main"."run_source" (
    "run_id" VARCHAR NOT NULL,
    "source_id" VARCHAR NOT NULL,
    "found" BIGINT,
    "fetched" BIGINT,
    "unchanged" BIGINT,
    "new_versions" BIGINT,
    "rejected_count" BIGINT,
    "seconds" DOUBLE,
    "error" VARCHAR
);
CREATE TABLE "main"."sketch" (
    "version" UBIGINT NOT NULL,
    "shingle" BIGINT NOT NULL
);
CREATE TABLE "main"."sketched" (
    "version" UBIGINT NOT NULL,
    "text_key" BIGINT NOT NULL,
    "shingles" INTEGER NOT NULL
);
CREATE TABLE "main"."source" (
    "source_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "name_en" VARCHAR,
    "home" VARCHAR,
    "verified" BOOLEAN
);
CREATE TABLE "main"."takedown" (
    "takedown_id" VARCHAR NOT NULL,
    "scope" VARCHAR,
    "target" VARCHAR,
    "reason" VARCHAR,
    "detail" VARCHAR,
    "taken_down_at" TIMESTAMP WITH TIME ZONE,
    "removed_rows" BIGINT
);
