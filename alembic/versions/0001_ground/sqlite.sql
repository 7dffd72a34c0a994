CREATE TABLE council (
    id VARCHAR(32) NOT NULL,
    slug VARCHAR(60) NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_council PRIMARY KEY (id),
    CONSTRAINT uq_council_slug UNIQUE (slug)
);

CREATE TABLE draft (
    id INTEGER NOT NULL,
    issuer VARCHAR(500) NOT NULL,
    subject VARCHAR(300) NOT NULL,
    council VARCHAR(60) NOT NULL,
    "key" VARCHAR(300) NOT NULL,
    "values" JSON NOT NULL,
    kept_at DATETIME NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_issuer_subject_council_key UNIQUE (issuer, subject, council, "key")
);

CREATE INDEX ix_draft_kept_at ON draft (kept_at);

CREATE TABLE edition (
    digest VARCHAR(64) NOT NULL,
    canonical VARCHAR NOT NULL,
    CONSTRAINT pk_edition PRIMARY KEY (digest)
);

CREATE TABLE sign_in_attempt (
    id INTEGER NOT NULL,
    state_hash VARCHAR(64) NOT NULL,
    browser_hash VARCHAR(64) NOT NULL,
    nonce VARCHAR(100) NOT NULL,
    verifier VARCHAR(128) NOT NULL,
    return_to VARCHAR(2000) NOT NULL,
    max_age INTEGER,
    began_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    CONSTRAINT pk_sign_in_attempt PRIMARY KEY (id),
    CONSTRAINT uq_sign_in_attempt_state_hash UNIQUE (state_hash)
);

CREATE INDEX ix_sign_in_attempt_expires_at ON sign_in_attempt (expires_at);

CREATE TABLE token_refusal (
    id INTEGER NOT NULL,
    kind VARCHAR(60) NOT NULL,
    issuer VARCHAR(500) NOT NULL,
    name VARCHAR(300) NOT NULL,
    issued_to DATETIME NOT NULL,
    until DATETIME NOT NULL,
    CONSTRAINT pk_token_refusal PRIMARY KEY (id),
    CONSTRAINT ck_token_refusal_kind_words CHECK (kind IN ('token', 'subject', 'everybody', 'keys'))
);

CREATE INDEX ix_token_refusal_until ON token_refusal (until);

CREATE TABLE web_session (
    id VARCHAR(32) NOT NULL,
    cookie_hash VARCHAR(64) NOT NULL,
    issuer VARCHAR(500) NOT NULL,
    subject VARCHAR(300) NOT NULL,
    sub VARCHAR(300) NOT NULL,
    name VARCHAR(300),
    began_at DATETIME NOT NULL,
    seen_at DATETIME NOT NULL,
    authenticated_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    ended_at DATETIME,
    CONSTRAINT pk_web_session PRIMARY KEY (id),
    CONSTRAINT uq_web_session_cookie_hash UNIQUE (cookie_hash)
);

CREATE INDEX ix_web_session_ends_at ON web_session (ends_at);

CREATE INDEX ix_web_session_person ON web_session (issuer, subject);

CREATE TABLE chain_head (
    council_id VARCHAR(32) NOT NULL,
    chain VARCHAR(200) NOT NULL,
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    last_at DATETIME,
    last_hash BLOB,
    CONSTRAINT pk_chain_head PRIMARY KEY (council_id),
    CONSTRAINT ck_chain_head__size CHECK (size >= 0),
    CONSTRAINT ck_chain_head__last_at CHECK ((size = 0) = (last_at IS NULL)),
    CONSTRAINT ck_chain_head__last_hash CHECK ((size = 0) = (last_hash IS NULL)),
    CONSTRAINT fk_chain_head_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT uq_chain_head_chain UNIQUE (chain)
);

CREATE TABLE idempotency_key (
    council_id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    command VARCHAR(64) NOT NULL,
    answer JSON NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_idempotency_key PRIMARY KEY (council_id, person_id, "key"),
    CONSTRAINT fk_idempotency_key_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE job (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    task VARCHAR(60) NOT NULL,
    subject VARCHAR(32) NOT NULL,
    due_at DATETIME NOT NULL,
    tries INTEGER NOT NULL,
    claim VARCHAR(32),
    claimed_until DATETIME,
    parked_at DATETIME,
    fault VARCHAR(100),
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT uq_job_council_id_task_subject UNIQUE (council_id, task, subject),
    CONSTRAINT ck_job__tries CHECK (tries >= 0),
    CONSTRAINT fk_job_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_job_task_words CHECK (task IN ('decide', 'checkpoint'))
);

CREATE INDEX ix_job_due ON job (due_at, id) WHERE parked_at IS NULL;

CREATE TABLE library_shape (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    links TEXT,
    rest TEXT NOT NULL,
    CONSTRAINT pk_library_shape PRIMARY KEY (id),
    CONSTRAINT uq_library_shape_council_id_digest UNIQUE (council_id, digest),
    CONSTRAINT fk_library_shape_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE reference_counter (
    council_id VARCHAR(32) NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_reference_counter PRIMARY KEY (council_id, year),
    CONSTRAINT fk_reference_counter_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE register_mark (
    council_id VARCHAR(32) NOT NULL,
    tables VARCHAR NOT NULL,
    CONSTRAINT pk_register_mark PRIMARY KEY (council_id),
    CONSTRAINT fk_register_mark_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE thing (
    id VARCHAR(32) NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    code VARCHAR(200) NOT NULL,
    CONSTRAINT pk_thing PRIMARY KEY (id),
    CONSTRAINT uq_thing_council_id_kind_code UNIQUE (council_id, kind, code),
    CONSTRAINT uq_thing_council_id_id UNIQUE (council_id, id),
    CONSTRAINT fk_thing_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE web_choice (
    session_id VARCHAR(32) NOT NULL,
    slug VARCHAR(60) NOT NULL,
    post VARCHAR(32),
    behalf_of VARCHAR(32),
    CONSTRAINT pk_web_choice PRIMARY KEY (session_id, slug),
    CONSTRAINT fk_web_choice_session_id FOREIGN KEY(session_id) REFERENCES web_session (id)
);

CREATE TABLE absence (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    from_at DATETIME NOT NULL,
    to_at DATETIME,
    CONSTRAINT pk_absence PRIMARY KEY (row_id),
    CONSTRAINT ck_absence__period CHECK (to_at IS NULL OR to_at > from_at),
    CONSTRAINT fk_absence_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_absence_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_absence_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_absence_person_id ON absence (person_id);

CREATE UNIQUE INDEX uq_absence_current ON absence (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE access_request (
    id VARCHAR(32) NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    reference VARCHAR(40) NOT NULL,
    title VARCHAR(300) NOT NULL,
    requester_id VARCHAR(32) NOT NULL,
    assistant_id VARCHAR(32),
    received_at DATETIME NOT NULL,
    received_by_executive_at DATETIME,
    clarified_at DATETIME,
    written VARCHAR(7),
    name_and_address_given VARCHAR(7),
    information_described VARCHAR(7),
    document_identified VARCHAR(7),
    narrowing_offered VARCHAR(7),
    capacity VARCHAR(60),
    kind VARCHAR(60),
    through_assistant VARCHAR(7),
    assistant_block BOOLEAN NOT NULL,
    assistant_authorised VARCHAR(7),
    undertaking_refused VARCHAR(7),
    pecuniary_interest VARCHAR(7),
    handed_over_at DATETIME,
    version INTEGER NOT NULL,
    CONSTRAINT pk_access_request PRIMARY KEY (id),
    CONSTRAINT uq_access_request_council_id_reference UNIQUE (council_id, reference),
    CONSTRAINT uq_access_request_council_id_id UNIQUE (council_id, id),
    CONSTRAINT fk_access_request_council_id_id FOREIGN KEY(council_id, id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_access_request_council_id_requester_id FOREIGN KEY(council_id, requester_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_access_request_council_id_assistant_id FOREIGN KEY(council_id, assistant_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_access_request_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_access_request_capacity_words CHECK (capacity IN ('council_member', 'ward_casework', 'party', 'private', 'unknown')),
    CONSTRAINT ck_access_request_kind_words CHECK (kind IN ('document', 'factual_information', 'advice', 'briefing', 'new_report', 'attend_meeting', 'unknown'))
);

CREATE INDEX ix_access_request_received ON access_request (council_id, received_at);

CREATE INDEX ix_access_request_requester ON access_request (council_id, requester_id);

CREATE TABLE appointment (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    post_id VARCHAR(32) NOT NULL,
    capacity VARCHAR(60) NOT NULL,
    order_no INTEGER NOT NULL,
    from_at DATETIME NOT NULL,
    to_at DATETIME,
    CONSTRAINT pk_appointment PRIMARY KEY (row_id),
    CONSTRAINT ck_appointment__period CHECK (to_at IS NULL OR to_at > from_at),
    CONSTRAINT fk_appointment_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_appointment_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_appointment_council_id_post_id FOREIGN KEY(council_id, post_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_appointment_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_appointment_capacity_words CHECK (capacity IN ('substantive', 'acting', 'deputy'))
);

CREATE INDEX ix_appointment_person_id ON appointment (person_id);

CREATE INDEX ix_appointment_post_id ON appointment (post_id);

CREATE UNIQUE INDEX uq_appointment_current ON appointment (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE assistant_authority (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    assistant_id VARCHAR(32) NOT NULL,
    councillor_id VARCHAR(32) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_assistant_authority PRIMARY KEY (row_id),
    CONSTRAINT ck_assistant_authority__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_assistant_authority_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_assistant_authority_council_id_assistant_id FOREIGN KEY(council_id, assistant_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_assistant_authority_council_id_councillor_id FOREIGN KEY(council_id, councillor_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_assistant_authority_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_assistant_authority_assistant_id ON assistant_authority (assistant_id);

CREATE INDEX ix_assistant_authority_councillor_id ON assistant_authority (councillor_id);

CREATE UNIQUE INDEX uq_assistant_authority_current ON assistant_authority (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE balance_confirmation (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    paragraph_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    confirmed VARCHAR(7) NOT NULL,
    CONSTRAINT pk_balance_confirmation PRIMARY KEY (row_id),
    CONSTRAINT fk_balance_confirmation_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_balance_confirmation_council_id_paragraph_id FOREIGN KEY(council_id, paragraph_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_balance_confirmation_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_balance_confirmation_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_balance_confirmation_paragraph_id ON balance_confirmation (paragraph_id);

CREATE INDEX ix_balance_confirmation_request_id ON balance_confirmation (request_id);

CREATE UNIQUE INDEX uq_balance_confirmation_current ON balance_confirmation (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE body (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    name VARCHAR(300) NOT NULL,
    type VARCHAR(60),
    CONSTRAINT pk_body PRIMARY KEY (row_id),
    CONSTRAINT fk_body_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_body_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_body_type_words CHECK (type IN ('council', 'committee', 'audit_committee', 'sub_committee', 'overview_and_scrutiny', 'overview_and_scrutiny_sub_committee', 'joint_committee', 'police_and_crime_panel', 'licensing_act_committee', 'area_committee', 'all_executive_joint_committee', 'working_group', 'executive', 'executive_committee', 'authority_body', 'unknown'))
);

CREATE UNIQUE INDEX uq_body_current ON body (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE breach_finding (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    passage_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    breach VARCHAR(7) NOT NULL,
    CONSTRAINT pk_breach_finding PRIMARY KEY (row_id),
    CONSTRAINT fk_breach_finding_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_breach_finding_council_id_passage_id FOREIGN KEY(council_id, passage_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_breach_finding_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_breach_finding_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_breach_finding_passage_id ON breach_finding (passage_id);

CREATE INDEX ix_breach_finding_request_id ON breach_finding (request_id);

CREATE UNIQUE INDEX uq_breach_finding_current ON breach_finding (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE cabinet_period (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_cabinet_period PRIMARY KEY (row_id),
    CONSTRAINT ck_cabinet_period__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_cabinet_period_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_cabinet_period_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_cabinet_period_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_cabinet_period_person_id ON cabinet_period (person_id);

CREATE UNIQUE INDEX uq_cabinet_period_current ON cabinet_period (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE closure_day (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    shut_on DATE NOT NULL,
    CONSTRAINT pk_closure_day PRIMARY KEY (row_id),
    CONSTRAINT fk_closure_day_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_closure_day_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_closure_day_current ON closure_day (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE council_particulars (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    name VARCHAR(300) NOT NULL,
    jurisdiction VARCHAR(60),
    type VARCHAR(60),
    CONSTRAINT pk_council_particulars PRIMARY KEY (row_id),
    CONSTRAINT fk_council_particulars_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_council_particulars_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_council_particulars_jurisdiction_words CHECK (jurisdiction IN ('england', 'wales', 'scotland', 'northern_ireland', 'unknown')),
    CONSTRAINT ck_council_particulars_type_words CHECK (type IN ('county', 'district', 'london_borough', 'parish', 'combined_authority', 'other_100j', 'none_of_these', 'unknown'))
);

CREATE UNIQUE INDEX uq_council_particulars_current ON council_particulars (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE document (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    title VARCHAR(300) NOT NULL,
    existence_known BOOLEAN NOT NULL,
    title_known BOOLEAN NOT NULL,
    public_label VARCHAR(300),
    holder_post_id VARCHAR(32),
    kind VARCHAR(60),
    page_count INTEGER,
    holder VARCHAR(60),
    council_can_call_for_it VARCHAR(7),
    executive_can_call_for_it VARCHAR(7),
    draft VARCHAR(60),
    considered_for_executive_decision VARCHAR(7),
    listed_background_paper VARCHAR(7),
    responsible_body_id VARCHAR(32),
    portfolio VARCHAR(300),
    copyright VARCHAR(60),
    window_opens_on DATE,
    links_complete BOOLEAN NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (row_id),
    CONSTRAINT fk_document_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_document_council_id_holder_post_id FOREIGN KEY(council_id, holder_post_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_document_council_id_responsible_body_id FOREIGN KEY(council_id, responsible_body_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_document_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_document_kind_words CHECK (kind IN ('report', 'background_paper', 'agenda', 'minutes', 'summary_of_proceedings', 'executive_decision_record', 'officer_decision_record', 'ward_member_decision_record', 'accounts', 'accounting_record', 'statement_of_accounts', 'statutory_officer_report', 'public_register', 'correspondence', 'other', 'unknown')),
    CONSTRAINT ck_document_holder_words CHECK (holder IN ('council', 'executive', 'both', 'contractor', 'partner', 'other', 'nobody', 'unknown')),
    CONSTRAINT ck_document_draft_words CHECK (draft IN ('final', 'draft_only', 'draft_that_was_considered', 'unknown')),
    CONSTRAINT ck_document_copyright_words CHECK (copyright IN ('council', 'third_party', 'unknown'))
);

CREATE INDEX ix_document_holder_post_id ON document (holder_post_id);

CREATE INDEX ix_document_responsible_body_id ON document (responsible_body_id);

CREATE UNIQUE INDEX uq_document_current ON document (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE entry (
    council_id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR(121) NOT NULL,
    at DATETIME NOT NULL,
    person VARCHAR(181),
    post VARCHAR(181),
    body BLOB NOT NULL,
    leaf_hash BLOB NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (council_id, number),
    CONSTRAINT fk_entry_council_id FOREIGN KEY(council_id) REFERENCES chain_head (council_id)
);

CREATE TABLE finding (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    level VARCHAR(60) NOT NULL,
    subject_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32),
    fact VARCHAR(80) NOT NULL,
    value VARCHAR(80) NOT NULL,
    signed BOOLEAN NOT NULL,
    "by" VARCHAR(300),
    at DATETIME,
    reasons VARCHAR,
    CONSTRAINT pk_finding PRIMARY KEY (row_id),
    CONSTRAINT fk_finding_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_finding_council_id_subject_id FOREIGN KEY(council_id, subject_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_finding_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_finding_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_finding_level_words CHECK (level IN ('council', 'requester', 'request', 'document', 'passage'))
);

CREATE INDEX ix_finding_request_id ON finding (request_id);

CREATE INDEX ix_finding_subject_id ON finding (subject_id);

CREATE UNIQUE INDEX uq_finding_current ON finding (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE governance_period (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    from_on DATE NOT NULL,
    to_on DATE,
    executive_arrangements VARCHAR(7) NOT NULL,
    CONSTRAINT pk_governance_period PRIMARY KEY (row_id),
    CONSTRAINT ck_governance_period__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_governance_period_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_governance_period_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_governance_period_current ON governance_period (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE group_membership (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    group_id VARCHAR(32) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_group_membership PRIMARY KEY (row_id),
    CONSTRAINT ck_group_membership__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_group_membership_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_group_membership_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_group_membership_council_id_group_id FOREIGN KEY(council_id, group_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_group_membership_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_group_membership_group_id ON group_membership (group_id);

CREATE INDEX ix_group_membership_person_id ON group_membership (person_id);

CREATE UNIQUE INDEX uq_group_membership_current ON group_membership (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE item (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    body_id VARCHAR(32) NOT NULL,
    meeting_id VARCHAR(32),
    title VARCHAR(300),
    access VARCHAR(60),
    fixed_by VARCHAR(60),
    item_added_on DATE,
    ended_at DATETIME,
    papers_with_members VARCHAR(7),
    CONSTRAINT pk_item PRIMARY KEY (row_id),
    CONSTRAINT fk_item_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_item_council_id_body_id FOREIGN KEY(council_id, body_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_item_council_id_meeting_id FOREIGN KEY(council_id, meeting_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_item_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_item_access_words CHECK (access IN ('public', 'private', 'unknown')),
    CONSTRAINT ck_item_fixed_by_words CHECK (fixed_by IN ('agenda', 'work_programme', 'summons', 'proper_officer', 'unknown'))
);

CREATE INDEX ix_item_body_id ON item (body_id);

CREATE INDEX ix_item_meeting_id ON item (meeting_id);

CREATE UNIQUE INDEX uq_item_current ON item (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE library_document (
    document_id VARCHAR(32) NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    shape_id INTEGER NOT NULL,
    business_at DATETIME NOT NULL,
    body_id VARCHAR(32),
    body VARCHAR(300),
    kind VARCHAR(60),
    title_known BOOLEAN NOT NULL,
    existence_known BOOLEAN NOT NULL,
    parts JSON NOT NULL,
    CONSTRAINT pk_library_document PRIMARY KEY (document_id),
    CONSTRAINT fk_library_document_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_library_document_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_library_document_shape_id FOREIGN KEY(shape_id) REFERENCES library_shape (id)
);

CREATE INDEX ix_library_document_newest ON library_document (council_id, business_at, document_id);

CREATE INDEX ix_library_document_shape ON library_document (shape_id);

CREATE TABLE library_page (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    document_id VARCHAR(32) NOT NULL,
    page INTEGER NOT NULL,
    cover BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_library_page PRIMARY KEY (id),
    CONSTRAINT uq_library_page_document_id_page UNIQUE (document_id, page),
    CONSTRAINT fk_library_page_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_library_page_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE TABLE link (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    document_id VARCHAR(32) NOT NULL,
    item_id VARCHAR(32),
    decision_id VARCHAR(32),
    position INTEGER NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (row_id),
    CONSTRAINT ck_link__business CHECK ((item_id IS NULL) <> (decision_id IS NULL)),
    CONSTRAINT fk_link_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_link_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_link_council_id_item_id FOREIGN KEY(council_id, item_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_link_council_id_decision_id FOREIGN KEY(council_id, decision_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_link_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_link_decision_id ON link (decision_id);

CREATE INDEX ix_link_document_id ON link (document_id);

CREATE INDEX ix_link_item_id ON link (item_id);

CREATE UNIQUE INDEX uq_link_current ON link (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE meeting (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    body_id VARCHAR(32) NOT NULL,
    meeting_at DATETIME,
    meeting_on DATE,
    ended_at DATETIME,
    convened_on DATE,
    CONSTRAINT pk_meeting PRIMARY KEY (row_id),
    CONSTRAINT fk_meeting_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_meeting_council_id_body_id FOREIGN KEY(council_id, body_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_meeting_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_meeting_body_id ON meeting (body_id);

CREATE UNIQUE INDEX uq_meeting_current ON meeting (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE membership (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    body_id VARCHAR(32) NOT NULL,
    role VARCHAR(60) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    for_meetings_on JSON,
    CONSTRAINT pk_membership PRIMARY KEY (row_id),
    CONSTRAINT ck_membership__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_membership_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_membership_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_membership_council_id_body_id FOREIGN KEY(council_id, body_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_membership_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_membership_role_words CHECK (role IN ('member', 'chair', 'vice_chair', 'co_opted', 'substitute', 'likely_substitute'))
);

CREATE INDEX ix_membership_body_id ON membership (body_id);

CREATE INDEX ix_membership_person_id ON membership (person_id);

CREATE UNIQUE INDEX uq_membership_current ON membership (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE office (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    ward_id VARCHAR(32),
    kind VARCHAR(60) NOT NULL,
    of_this_council VARCHAR(7),
    elected_on DATE,
    accepted_office_on DATE,
    ended_on DATE,
    disqualified_from DATE,
    elector VARCHAR(7),
    memberships_complete BOOLEAN NOT NULL,
    executive_complete BOOLEAN NOT NULL,
    portfolios_complete BOOLEAN NOT NULL,
    posts_complete BOOLEAN NOT NULL,
    CONSTRAINT pk_office PRIMARY KEY (row_id),
    CONSTRAINT fk_office_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_office_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_office_council_id_ward_id FOREIGN KEY(council_id, ward_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_office_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_office_kind_words CHECK (kind IN ('councillor', 'elected_mayor', 'co_opted_member', 'former_councillor', 'officer', 'member_of_public', 'unknown'))
);

CREATE INDEX ix_office_person_id ON office (person_id);

CREATE INDEX ix_office_ward_id ON office (ward_id);

CREATE UNIQUE INDEX uq_office_current ON office (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE pack_adoption (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    pack VARCHAR(64) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_pack_adoption PRIMARY KEY (row_id),
    CONSTRAINT ck_pack_adoption__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_pack_adoption_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_pack_adoption_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_pack_adoption_current ON pack_adoption (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE paragraph (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    passage_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    result VARCHAR(60),
    reasons VARCHAR,
    "by" VARCHAR(300),
    at DATETIME,
    review_on DATE,
    how_to_challenge VARCHAR,
    CONSTRAINT pk_paragraph PRIMARY KEY (row_id),
    CONSTRAINT ck_paragraph__number CHECK (number BETWEEN 1 AND 7),
    CONSTRAINT fk_paragraph_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_paragraph_council_id_passage_id FOREIGN KEY(council_id, passage_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_paragraph_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_paragraph_result_words CHECK (result IN ('maintain', 'equal', 'disclose', 'unknown'))
);

CREATE INDEX ix_paragraph_passage_id ON paragraph (passage_id);

CREATE UNIQUE INDEX uq_paragraph_current ON paragraph (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE party_group (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    name VARCHAR(300) NOT NULL,
    CONSTRAINT pk_party_group PRIMARY KEY (row_id),
    CONSTRAINT fk_party_group_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_party_group_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_party_group_current ON party_group (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE passage (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    document_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR(300),
    pages VARCHAR(200),
    separable VARCHAR(7),
    paragraphs_complete BOOLEAN NOT NULL,
    registered VARCHAR(7),
    self_planning VARCHAR(7),
    negotiation VARCHAR(60),
    negotiation_opened_on DATE,
    negotiation_concluded_on DATE,
    negotiation_accepted VARCHAR(7),
    basis VARCHAR(60),
    citation VARCHAR(300),
    reaches_every_route VARCHAR(7),
    contains JSON,
    contains_not_yet_known JSON,
    CONSTRAINT pk_passage PRIMARY KEY (row_id),
    CONSTRAINT fk_passage_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_passage_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_passage_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_passage_negotiation_words CHECK (negotiation IN ('none', 'live', 'agreed', 'historic', 'unknown')),
    CONSTRAINT ck_passage_basis_words CHECK (basis IN ('none', 'government_terms', 'enactment', 'court_order', 'unknown'))
);

CREATE INDEX ix_passage_document_id ON passage (document_id);

CREATE UNIQUE INDEX uq_passage_current ON passage (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE person (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    name VARCHAR(300) NOT NULL,
    email VARCHAR(300),
    signs_in_as VARCHAR(300),
    CONSTRAINT pk_person PRIMARY KEY (row_id),
    CONSTRAINT fk_person_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_person_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_person_current ON person (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE political_post (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    group_id VARCHAR(32),
    post VARCHAR(60) NOT NULL,
    subject VARCHAR(300),
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_political_post PRIMARY KEY (row_id),
    CONSTRAINT ck_political_post__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_political_post_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_political_post_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_political_post_council_id_group_id FOREIGN KEY(council_id, group_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_political_post_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_political_post_post_words CHECK (post IN ('council_leader', 'group_leader', 'opposition_spokesperson'))
);

CREATE INDEX ix_political_post_group_id ON political_post (group_id);

CREATE INDEX ix_political_post_person_id ON political_post (person_id);

CREATE UNIQUE INDEX uq_political_post_current ON political_post (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE portfolio (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    subject VARCHAR(300) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_portfolio PRIMARY KEY (row_id),
    CONSTRAINT ck_portfolio__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_portfolio_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_portfolio_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_portfolio_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_portfolio_person_id ON portfolio (person_id);

CREATE UNIQUE INDEX uq_portfolio_current ON portfolio (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE post (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    kind VARCHAR(60) NOT NULL,
    title VARCHAR(300) NOT NULL,
    directorate VARCHAR(300),
    body_id VARCHAR(32),
    CONSTRAINT pk_post PRIMARY KEY (row_id),
    CONSTRAINT fk_post_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_post_council_id_body_id FOREIGN KEY(council_id, body_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_post_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_post_kind_words CHECK (kind IN ('director', 'head_of_service', 'senior_officer', 'monitoring_officer', 'deputy_monitoring_officer', 'chief_executive', 'proper_officer', 'chief_finance_officer', 'data_protection_officer', 'chief_information_officer', 'executive', 'committee', 'full_council', 'clerk', 'line_manager', 'group_leader', 'outside_adviser', 'foi_officer', 'officer', 'auditor', 'administrator', 'group_assistant'))
);

CREATE INDEX ix_post_body_id ON post (body_id);

CREATE UNIQUE INDEX uq_post_current ON post (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE purpose (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    request_id VARCHAR(32) NOT NULL,
    duty_stated VARCHAR(7),
    why_now_stated VARCHAR(7),
    bears_on_own_committee VARCHAR(7),
    constituent_asked VARCHAR(7),
    constituent_consents VARCHAR(7),
    reason_in_specific_terms VARCHAR(7),
    reasonably_necessary VARCHAR(7),
    curiosity_only VARCHAR(7),
    circulation_limited VARCHAR(7),
    matter_closed VARCHAR(7),
    sufficient_means VARCHAR(60),
    identities_needed VARCHAR(7),
    policy_document_in_place VARCHAR(7),
    consent_cannot_be_asked VARCHAR(7),
    ground_offered VARCHAR(60),
    improper BOOLEAN NOT NULL,
    evidenced VARCHAR(7),
    dominant VARCHAR(7),
    member_heard VARCHAR(7),
    improper_kind VARCHAR(60),
    CONSTRAINT pk_purpose PRIMARY KEY (row_id),
    CONSTRAINT fk_purpose_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_purpose_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_purpose_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_purpose_sufficient_means_words CHECK (sufficient_means IN ('whole_copy', 'redacted_copy', 'inspection', 'briefing', 'answer', 'unknown')),
    CONSTRAINT ck_purpose_ground_offered_words CHECK (ground_offered IN ('none', 'party_advantage', 'embarrassment', 'fear_of_leaks', 'convenience', 'distrust_of_requester', 'another', 'unknown')),
    CONSTRAINT ck_purpose_improper_kind_words CHECK (improper_kind IN ('claim_against_the_council', 'private_interest', 'personal_dispute', 'party_campaigning', 'passing_to_third_party', 'harassment'))
);

CREATE INDEX ix_purpose_request_id ON purpose (request_id);

CREATE UNIQUE INDEX uq_purpose_current ON purpose (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE relevance (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    passage_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    own_scrutiny VARCHAR(7),
    own_programme VARCHAR(7),
    other_programme VARCHAR(7),
    CONSTRAINT pk_relevance PRIMARY KEY (row_id),
    CONSTRAINT fk_relevance_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_relevance_council_id_passage_id FOREIGN KEY(council_id, passage_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_relevance_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_relevance_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_relevance_passage_id ON relevance (passage_id);

CREATE INDEX ix_relevance_request_id ON relevance (request_id);

CREATE UNIQUE INDEX uq_relevance_current ON relevance (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE signed_checkpoint (
    council_id VARCHAR(32) NOT NULL,
    size INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_signed_checkpoint PRIMARY KEY (council_id, size),
    CONSTRAINT fk_signed_checkpoint_council_id FOREIGN KEY(council_id) REFERENCES chain_head (council_id)
);

CREATE TABLE signing_key (
    council_id VARCHAR(32) NOT NULL,
    "key" VARCHAR(300) NOT NULL,
    from_size INTEGER NOT NULL,
    to_size INTEGER,
    CONSTRAINT pk_signing_key PRIMARY KEY (council_id, "key"),
    CONSTRAINT ck_signing_key__from_size CHECK (from_size >= 0),
    CONSTRAINT ck_signing_key__to_size CHECK (to_size IS NULL OR to_size >= from_size),
    CONSTRAINT fk_signing_key_council_id FOREIGN KEY(council_id) REFERENCES chain_head (council_id)
);

CREATE TABLE sole_decision (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    decider VARCHAR(300) NOT NULL,
    type VARCHAR(60) NOT NULL,
    title VARCHAR(300),
    decided_at DATETIME,
    decided_on DATE,
    decision_expected VARCHAR(7),
    decision_type VARCHAR(60),
    must_be_recorded VARCHAR(7),
    CONSTRAINT pk_sole_decision PRIMARY KEY (row_id),
    CONSTRAINT fk_sole_decision_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_sole_decision_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_sole_decision_type_words CHECK (type IN ('individual_member', 'officer', 'ward_member', 'authority_member', 'unknown')),
    CONSTRAINT ck_sole_decision_decision_type_words CHECK (decision_type IN ('executive', 'non_executive', 'unknown'))
);

CREATE UNIQUE INDEX uq_sole_decision_current ON sole_decision (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE stored_decision (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    entry INTEGER NOT NULL,
    as_at DATETIME NOT NULL,
    edition VARCHAR(64) NOT NULL,
    cause VARCHAR(60) NOT NULL,
    CONSTRAINT pk_stored_decision PRIMARY KEY (id),
    CONSTRAINT uq_stored_decision_council_id_entry UNIQUE (council_id, entry),
    CONSTRAINT fk_stored_decision_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_stored_decision_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_stored_decision_request_id ON stored_decision (request_id);

CREATE TABLE stored_file (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    document_id VARCHAR(32) NOT NULL,
    kept_as VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    media_type VARCHAR(100) NOT NULL,
    page_count INTEGER,
    CONSTRAINT pk_stored_file PRIMARY KEY (row_id),
    CONSTRAINT fk_stored_file_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_stored_file_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_stored_file_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_stored_file_document_id ON stored_file (document_id);

CREATE UNIQUE INDEX uq_stored_file_current ON stored_file (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE suspension (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_suspension PRIMARY KEY (row_id),
    CONSTRAINT ck_suspension__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_suspension_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_suspension_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_suspension_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE INDEX ix_suspension_person_id ON suspension (person_id);

CREATE UNIQUE INDEX uq_suspension_current ON suspension (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE tie (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    person_id VARCHAR(32) NOT NULL,
    to_person_id VARCHAR(32),
    to_document_id VARCHAR(32),
    subject VARCHAR(300),
    kind VARCHAR(60) NOT NULL,
    pecuniary VARCHAR(7),
    from_on DATE NOT NULL,
    to_on DATE,
    CONSTRAINT pk_tie PRIMARY KEY (row_id),
    CONSTRAINT ck_tie__period CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT fk_tie_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_tie_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_tie_council_id_to_person_id FOREIGN KEY(council_id, to_person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_tie_council_id_to_document_id FOREIGN KEY(council_id, to_document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_tie_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT ck_tie_kind_words CHECK (kind IN ('declared_interest', 'family', 'business', 'close_friend', 'subject_of_document', 'group_leader_of', 'other'))
);

CREATE INDEX ix_tie_person_id ON tie (person_id);

CREATE INDEX ix_tie_to_document_id ON tie (to_document_id);

CREATE INDEX ix_tie_to_person_id ON tie (to_person_id);

CREATE UNIQUE INDEX uq_tie_current ON tie (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE tree_node (
    council_id VARCHAR(32) NOT NULL,
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_tree_node PRIMARY KEY (council_id, level, place),
    CONSTRAINT ck_tree_node__level CHECK (level > 0),
    CONSTRAINT fk_tree_node_council_id FOREIGN KEY(council_id) REFERENCES chain_head (council_id)
)
 WITHOUT ROWID;

CREATE TABLE ward (
    row_id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    thing_id VARCHAR(32) NOT NULL,
    recorded_at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    name VARCHAR(300) NOT NULL,
    CONSTRAINT pk_ward PRIMARY KEY (row_id),
    CONSTRAINT fk_ward_council_id_thing_id FOREIGN KEY(council_id, thing_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_ward_council_id FOREIGN KEY(council_id) REFERENCES council (id)
);

CREATE UNIQUE INDEX uq_ward_current ON ward (council_id, thing_id) WHERE replaced_at IS NULL;

CREATE TABLE asked_document (
    id VARCHAR(32) NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    document_id VARCHAR(32),
    holder_post_id VARCHAR(32),
    position INTEGER NOT NULL,
    stage VARCHAR(40) NOT NULL,
    rung INTEGER NOT NULL,
    status VARCHAR(40) NOT NULL,
    ruling VARCHAR(40),
    outcome VARCHAR(40),
    due_at DATETIME,
    changed_at DATETIME NOT NULL,
    CONSTRAINT pk_asked_document PRIMARY KEY (id),
    CONSTRAINT uq_asked_document_council_id_id UNIQUE (council_id, id),
    CONSTRAINT uq_asked_document_request_id_position UNIQUE (request_id, position),
    CONSTRAINT ck_asked_document__rung CHECK (rung >= 0),
    CONSTRAINT fk_asked_document_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_asked_document_council_id_document_id FOREIGN KEY(council_id, document_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_asked_document_council_id_holder_post_id FOREIGN KEY(council_id, holder_post_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_asked_document_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_asked_document_request_id FOREIGN KEY(request_id) REFERENCES access_request (id)
);

CREATE INDEX ix_asked_document_document ON asked_document (council_id, document_id);

CREATE INDEX ix_asked_document_due ON asked_document (council_id, due_at, id) WHERE status NOT IN ('determined', 'withdrawn');

CREATE INDEX ix_asked_document_stage ON asked_document (stage, council_id, due_at, id) WHERE status NOT IN ('determined', 'withdrawn');

CREATE TABLE entry_subject (
    council_id VARCHAR(32) NOT NULL,
    subject VARCHAR(181) NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_entry_subject PRIMARY KEY (council_id, subject, number),
    CONSTRAINT fk_entry_subject_council_id_number FOREIGN KEY(council_id, number) REFERENCES entry (council_id, number)
)
 WITHOUT ROWID;

CREATE TABLE entry_words (
    council_id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    text VARCHAR NOT NULL,
    form VARCHAR(20) NOT NULL,
    CONSTRAINT pk_entry_words PRIMARY KEY (council_id, number),
    CONSTRAINT fk_entry_words_council_id_number FOREIGN KEY(council_id, number) REFERENCES entry (council_id, number)
);

CREATE TABLE act (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    asked_id VARCHAR(32),
    entry INTEGER NOT NULL,
    action VARCHAR(40) NOT NULL,
    at DATETIME NOT NULL,
    person_id VARCHAR(32),
    post_id VARCHAR(32),
    role VARCHAR(40),
    rung INTEGER NOT NULL,
    shared BOOLEAN NOT NULL,
    data JSON NOT NULL,
    CONSTRAINT pk_act PRIMARY KEY (id),
    CONSTRAINT uq_act_council_id_entry UNIQUE (council_id, entry),
    CONSTRAINT fk_act_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_act_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_act_asked_id FOREIGN KEY(asked_id) REFERENCES asked_document (id)
);

CREATE INDEX ix_act_request ON act (request_id, entry);

CREATE TABLE answer (
    id INTEGER NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    asked_id VARCHAR(32) NOT NULL,
    passage VARCHAR(64) NOT NULL,
    outcome VARCHAR(40) NOT NULL,
    opened_by JSON NOT NULL,
    opens_later_by JSON NOT NULL,
    position VARCHAR(60),
    entry INTEGER NOT NULL,
    at DATETIME NOT NULL,
    replaced_at DATETIME,
    CONSTRAINT pk_answer PRIMARY KEY (id),
    CONSTRAINT fk_answer_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_answer_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_answer_asked_id FOREIGN KEY(asked_id) REFERENCES asked_document (id)
);

CREATE UNIQUE INDEX uq_answer_current ON answer (asked_id, passage) WHERE replaced_at IS NULL;

CREATE TABLE determination (
    id VARCHAR(32) NOT NULL,
    council_id VARCHAR(32) NOT NULL,
    request_id VARCHAR(32) NOT NULL,
    asked_id VARCHAR(32) NOT NULL,
    passage VARCHAR(64) NOT NULL,
    rung INTEGER NOT NULL,
    ruling VARCHAR(40) NOT NULL,
    form VARCHAR(40),
    grounds JSON NOT NULL,
    conditions JSON NOT NULL,
    alternatives JSON NOT NULL,
    need JSON NOT NULL,
    authority JSON NOT NULL,
    paragraphs JSON NOT NULL,
    ruled_on VARCHAR(64) NOT NULL,
    cleared BOOLEAN NOT NULL,
    flags JSON NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    post VARCHAR(40) NOT NULL,
    deputises_for VARCHAR(40),
    at DATETIME NOT NULL,
    entry INTEGER NOT NULL,
    replaced_at DATETIME,
    replaced_by INTEGER,
    CONSTRAINT pk_determination PRIMARY KEY (id),
    CONSTRAINT fk_determination_council_id_request_id FOREIGN KEY(council_id, request_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_determination_council_id_person_id FOREIGN KEY(council_id, person_id) REFERENCES thing (council_id, id),
    CONSTRAINT fk_determination_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_determination_asked_id FOREIGN KEY(asked_id) REFERENCES asked_document (id)
);

CREATE INDEX ix_determination_asked ON determination (asked_id, passage, entry);

CREATE UNIQUE INDEX uq_determination_live ON determination (asked_id, passage) WHERE replaced_at IS NULL;

CREATE VIRTUAL TABLE library_words USING fts5(words, tokenize='ascii', detail=none, columnsize=0);
