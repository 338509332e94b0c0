/**
 * The names by which journeys find things. They are part of the window's promise; change them together with the journeys.
 *
 * first run   first-run-demo · first-run-computer · first-run-connect · first-run-bundle
 * navigation  nav-<screen> · search-everything · theme-toggle · coverage-chip · scan-bar · scan-cancel · engine-stopped
 * overview    overview-headline · overview-heat
 * nobody      nothing-found-<running|unscanned|unseen|none> · scan-now
 * inventory   inventory-grid · inventory-search · inventory-total · facet-<key>-<value> · view-tab-<id> · save-view · agent-row-<id> · bulk-bar
 * drawer      agent-drawer · agent-close · agent-name · agent-status · agent-band · agent-page · tab-<why|can|facts|who|decisions|evidence> · factor-<id> · call-details
 * decisions   action-<approve|policy|accept-risk|assign-owner|review|reject|not-ai|revoke>
 *             decision-form · decision-reason · decision-until · decision-policy · decision-owner · decision-control · decision-control-by · decision-submit
 * revocation  revoke-flow · revoke-plan · revoke-dry-run · revoke-reason · revoke-confirm · revoke-verify · revoke-undo · revoke-scan · revoke-state (text: the state)
 * batches     bulk-revoke · batch-list · batch-<id> · batch-state (data-state) · batch-blast · batch-agent-<agent id> (data-state) · batch-rehearse · batch-reason · batch-confirm
 *             batch-stopped · batch-again · batch-skip · batch-verify-<agent id> · batch-undo-<agent id> · batch-undo-reason · batch-undo-confirm · revocations-empty
 * triage      triage-suggests-<action> · triage-mark-suggested · triage-marked · marked-<action> · agent-suggestion · triage-list · triage-item-<id> · triage-current · triage-empty
 * sources     source-<id> · source-add · source-search · source-probe-<id> · source-scan-<id> · source-change-<id> · source-save-<id> · source-remove-<id>
 *             probe-result · probe-<missing|unknown> · change-field-<key>
 * connecting  wizard-<choose|reads|sign-in|check|name|scan> · connect-search · connect-<provider> · connect-method-<id> · connect-field-<key> · connect-submit · connect-back
 *             connect-failed · connect-again · connect-unproved · connect-notice · connect-label · connect-unit · connect-scan · connect-scanned · connect-coverage
 *             connect-leave · connect-keep · connect-discard
 * coverage    coverage-figure-<outcome|absent> · coverage-source-<id> · coverage-places · coverage-place
 * policies    policy-list · policy-<id> · policy-page · policy-tab-<words|violations|binds|edit|versions|export> · policy-new · policy-new-form · policy-new-title · policy-new-begin
 *             policy-text · policy-statements · policy-problems · policy-holds · policy-select-<field> · policy-reach (data-pending) · policy-reached · policy-simulate · policy-tried · policy-change
 *             policy-weakens · policy-reason · policy-publish · policy-discard · policy-violations · policy-violations-line · policy-versions · policy-diff-<version>
 *             policy-withdraw · policy-withdraw-reason · policy-withdraw-confirm · policy-withdrawn · policy-export · policy-point · policy-export-text · policy-export-copy · policy-export-save
 *             agent-policies · agent-policy-<id> (data-by)
 * grants      grants · grants-purpose · grant-<id> · grant-text-<id> · grant-copy-<id> · grant-save-<id>
 * reports     report-<id> · report-preview · report-export-<pdf|html|csv|json> · report-exported
 * ledger      ledger-list · ledger-verify · ledger-result
 * audits      audit-chip · audits-list · audits-empty · audit-open · audit-name · audit-open-submit · audit-progress · audit-review · audit-review-submit · audit-seal · audit-seal-confirm
 *             audit-sealed · audit-export · audit-export-redacted · audit-exported · audit-verify · audit-verdict · audit-missed · audit-due · diff-before · diff-after · diff-counts · diff-agents
 *             conflicts · conflict-<id> (data-field) · conflict-open · conflict-detail · conflict-before · conflict-choice-<place> · conflict-reason · conflict-confirm · resolutions
 *             resolution-<entry> (data-state) · resolution-back · resolution-back-reason · resolution-back-confirm
 * people      people-standing · people-empty · people-list · person-<id> · person-add · person-name · person-role · person-units · person-submit · own-key
 *             key-add-<id> · key-text · key-read · key-submit · rule-<revoke|acceptCritical|weakenPolicy> · rule-cap · rule-save
 * second key  requests · requests-empty · request-<id> · request-hash · request-save · request-answer · request-sign · request-carry · answer-request · answer-from · answer-read
 *             second-key · second-key-state · second-key-ask · sign-form · sign-way · sign-key · sign-public · sign-passphrase · sign-agree · sign-refuse · sign-why · sign-refuse-confirm
 * owners      attested · ask-owner · ask-form · ask-owner-name · ask-note · ask-submit · ask-done · bulk-ask · asked-list · answer-drop · answer-taken
 * identity    identity · identity-suggestion-<id> · identity-merge · identity-apart · identity-change-<entry> · identity-undo · identity-rename · identity-name
 *             identity-form · identity-reason · identity-confirm
 * settings    reminders-on · reminders-names · reminders-cannot · levels · levels-<band> · levels-who-<n> · levels-add · levels-reason · levels-save · triage-rules · triage-rule-<id> · rule-new · rule-open-<id> · rule-form · rule-<title|suggest|because|field> · rule-remove · rules-try · rules-tried
 *             rules-moved · rules-reason · rules-confirm · settings-organisation · settings-save · settings-theme
 */
export const screenTestId = (screen: string): string => `nav-${screen}`
export const rowTestId = (agentId: string): string => `agent-row-${agentId}`
export const actionTestId = (action: string): string => `action-${action}`
