package link

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/courier"
)

// Code is Slack's name for what went wrong; empty when it did not say.
func Code(err error) string {
	var e api.SlackErrorResponse
	if errors.As(err, &e) {
		return e.Err
	}
	return ""
}

// Bare drops the address from an error of the network: the address of a form's answer is a secret.
func Bare(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// Failed puts an error of the Web API under the courier's reasons. What may help another time stays as it is.
func Failed(doing string, err error) error {
	if err == nil {
		return nil
	}
	reason := reasonFor(Code(err))
	if reason == nil {
		return fmt.Errorf("%s: %w", doing, Bare(err))
	}
	var e api.SlackErrorResponse
	if errors.As(err, &e) && e.Needed != "" {
		return fmt.Errorf("%s: %w: Slack says %s, needed %s", doing, reason, e.Err, e.Needed)
	}
	return fmt.Errorf("%s: %w: Slack says %s", doing, reason, Code(err))
}

// Certain tells whether Slack surely did not do what it was asked for. After a time-out or a fault of Slack's own it may
// have been done, and doing it in another way could show it twice.
func Certain(err error) bool {
	var status api.StatusCodeError
	if errors.As(err, &status) {
		return status.Code >= 400 && status.Code < 500 && status.Code != http.StatusRequestTimeout
	}
	return errors.Is(err, courier.ErrGone) || errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrRefused) || errors.Is(err, courier.ErrInvalid)
}

// Unread is the error of a look for a reply. Where Slack lets the bot write and not read, whether a reply stands cannot be
// told: that must not look like an answer, or the reply is posted once more. Where the bot is no member it cannot write.
func Unread(err error) error {
	switch c := Code(err); {
	case c == "" || c == "not_in_channel" || errors.Is(reasonFor(c), courier.ErrGone):
	default:
		return errors.New("looking for a reply: Slack does not let the bot read there: " + c)
	}
	return Failed("looking for a reply", err)
}

// reasonFor sorts Slack's errors: docs.slack.dev/reference/methods/chat.postMessage, .update, .delete and .postEphemeral.
func reasonFor(code string) error {
	switch code {
	case "channel_not_found", "message_not_found", "thread_not_found", "is_archived", "channel_is_archived",
		"user_not_found", "invalid_thread_ts", "cannot_reply_to_message":
		return courier.ErrGone
	case "not_in_channel", "missing_scope", "no_permission", "access_denied", "ekm_access_denied", "cant_update_message",
		"cant_delete_message", "edit_window_closed", "compliance_exports_prevent_deletion", "channel_type_not_supported",
		"messages_tab_disabled", "user_not_in_channel", "team_access_not_granted", "not_allowed_token_type", "restricted_action",
		"as_user_not_supported", "external_channel_migrating", "slack_connect_file_link_sharing_blocked":
		return courier.ErrForbidden
	case "cannot_dm_bot", "user_disabled", "user_not_visible", "im_disabled":
		return courier.ErrRefused
	case "invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text", "invalid_arguments",
		"invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data", "invalid_post_type", "invalid_json",
		"invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "metadata_must_be_sent_from_app",
		"metadata_must_be_sent_with_event_type_and_payload", "markdown_text_conflict":
		return courier.ErrInvalid
	}
	if strings.HasPrefix(code, "restricted_action") {
		return courier.ErrForbidden
	}
	return nil
}

// Refused tells whether an error of a direct message means that this person gets none.
func Refused(err error) bool {
	switch Code(err) {
	case "messages_tab_disabled", "channel_not_found", "user_not_found", "is_archived", "restricted_action":
		return true
	}
	return errors.Is(reasonFor(Code(err)), courier.ErrRefused)
}

// retryAfter is how long Slack asks to wait, within reason; false when the error is something else.
func retryAfter(err error) (time.Duration, bool) {
	var limited *api.RateLimitedError
	switch {
	case errors.As(err, &limited):
		return within(limited.RetryAfter), true
	case Code(err) == "ratelimited", Code(err) == "rate_limited":
		return quietLeast, true
	}
	return 0, false
}

// The tokens, as sentences about what is wrong name them.
const (
	AppToken = "the app-level token (BACKTALK_SLACK_APP_TOKEN, xapp-...); it stands under Basic Information"
	BotToken = "the bot token (BACKTALK_SLACK_BOT_TOKEN, xoxb-...); it stands under OAuth & Permissions"
)

// Fatal turns an error that only a person can mend into a sentence that says which setting is wrong; token is the one
// that was used. Slack's own clients and slack-go try some of these for ever.
func Fatal(token string, err error) error {
	if dead := revoked(token, err); dead != nil {
		return dead
	}
	switch Code(err) {
	case "not_allowed_token_type", "missing_args":
		return errors.New("slack: a token is of the wrong kind: BACKTALK_SLACK_APP_TOKEN must be the app-level token (xapp-...), BACKTALK_SLACK_BOT_TOKEN the bot token (xoxb-...)")
	case "missing_scope", "no_permission":
		return errors.New("slack: " + needs(err))
	case "socket_mode_not_enabled", "socket_mode_disabled", "link_disabled":
		return errors.New(SocketModeOff)
	case "org_login_required", "ekm_access_denied", "forbidden_team", "team_access_not_granted", "accesslimited", "access_denied":
		return errors.New("slack: the workspace does not let the app in (" + Code(err) + "); ask whoever runs the workspace to approve it")
	}
	var status api.StatusCodeError
	if errors.As(err, &status) && status.Code == 404 {
		return errors.New("slack: nothing answers at the address of the Web API (404); check slack.api_url")
	}
	return nil
}

// revoked is what [Fatal] says of a token that is good for nothing, whatever it is used for.
func revoked(token string, err error) error {
	switch Code(err) {
	case "invalid_auth", "not_authed", "token_revoked", "token_expired":
		return errors.New("slack: Slack refuses a token as wrong, revoked or expired; copy anew " + token + " in the app's settings")
	case "account_inactive", "user_removed_from_team", "team_disabled", "app_uninstalled":
		return errors.New(NotInstalled)
	}
	return nil
}

// What only a person can mend.
const (
	NotInstalled  = "slack: the app is not installed in the workspace any more; install it again from the app's settings, and copy the new bot token"
	SocketModeOff = "slack: Socket Mode is off; turn it on in the app's settings, under Socket Mode"
)

func needs(err error) string {
	var e api.SlackErrorResponse
	if errors.As(err, &e) && e.Needed != "" && e.Needed != "connections:write" {
		return "the bot token lacks the scope " + e.Needed + "; add it under OAuth & Permissions and install the app again"
	}
	return "the app-level token lacks the scope connections:write; make a new one with it under Basic Information"
}

// checkTokens looks at the kinds of the tokens, without saying a character of them.
func checkTokens(app, bot string) error {
	switch {
	case app == "" && bot == "":
		return errors.New("slack: both tokens are missing; set BACKTALK_SLACK_APP_TOKEN (xapp-...) and BACKTALK_SLACK_BOT_TOKEN (xoxb-...)")
	case app == "":
		return errors.New("slack: the app-level token is missing; set BACKTALK_SLACK_APP_TOKEN to the token that begins with xapp-")
	case bot == "":
		return errors.New("slack: the bot token is missing; set BACKTALK_SLACK_BOT_TOKEN to the token that begins with xoxb-")
	case strings.HasPrefix(app, "xoxb-") && strings.HasPrefix(bot, "xapp-"):
		return errors.New("slack: the two tokens are in each other's place; BACKTALK_SLACK_APP_TOKEN begins with xapp-, BACKTALK_SLACK_BOT_TOKEN with xoxb-")
	case !strings.HasPrefix(app, "xapp-"):
		return errors.New("slack: BACKTALK_SLACK_APP_TOKEN is not an app-level token; it must begin with xapp- (Basic Information, App-Level Tokens)")
	case !strings.HasPrefix(bot, "xoxb-"):
		return errors.New("slack: BACKTALK_SLACK_BOT_TOKEN is not a bot token; it must begin with xoxb- (OAuth & Permissions)")
	}
	return nil
}
