package slack

import (
	"strings"
	"testing"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
)

func TestCheckTokens(t *testing.T) {
	t.Parallel()
	tests := []struct{ app, bot, want string }{
		{"", "", "both tokens are missing"},
		{"", "xoxb-s3cret", "app-level token is missing"},
		{"xapp-s3cret", "", "bot token is missing"},
		{"xoxb-s3cret", "xapp-s3cret", "in each other's place"},
		{"xoxb-s3cret", "xoxb-s3cret", "not an app-level token"},
		{"xapp-s3cret", "xapp-s3cret", "not a bot token"},
		{"xapp-s3cret", "xoxp-s3cret", "not a bot token"},
		{"xapp-s3cret", "xoxb-s3cret", ""},
	}
	for _, tt := range tests {
		got := ""
		if _, err := link.New(link.Options{AppToken: tt.app, BotToken: tt.bot}); err != nil {
			got = err.Error()
		}
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) || strings.Contains(got, "s3cret") {
			t.Errorf("%s and %s: got %q, want %q", tt.app, tt.bot, got, tt.want)
		}
		if tt.want != "" {
			if _, err := New(Options{AppToken: tt.app, BotToken: tt.bot}); err == nil {
				t.Errorf("%s and %s: an adapter was made", tt.app, tt.bot)
			}
		}
	}
}

// findings are the faults that a check finds, in one text.
func findings(t *testing.T, w *world) string {
	t.Helper()
	var faults []string
	for _, f := range Check(t.Context(), w.slack.o) {
		if strings.Contains(f.Text, w.slack.o.AppToken) || strings.Contains(f.Text, w.slack.o.BotToken) {
			t.Errorf("a token is in %q", f.Text)
		}
		if f.Fault {
			faults = append(faults, f.Text)
		}
	}
	return strings.Join(faults, "\n")
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change change
		wrong  func(w *world)
		want   []string // parts of the faults; none for no fault
	}{
		"all well": {},
		"a revoked token": {wrong: func(w *world) { w.clinic.SetAuthError("token_revoked") },
			want: []string{"copy anew the "}},
		"not installed": {wrong: func(w *world) { w.clinic.SetAuthError("account_inactive") },
			want: []string{"install it again"}},
		"a missing scope": {wrong: func(w *world) { w.clinic.SetScopes("chat:write", "commands") },
			want: []string{"lacks the scope app_mentions:read", "lacks the scope im:history"}},
		"Socket Mode off": {wrong: func(w *world) { w.server.SetSocketMode(false) },
			want: []string{"Socket Mode is off"}},
		"no connections:write": {wrong: func(w *world) { w.server.SetAppTokenScopes() },
			want: []string{"connections:write"}},
		"channels": {change: func(w *world, o *Options) {
			out := w.clinic.AddChannel("out")
			o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{w.general.ID, out.ID, "C0NONE"}, StaffChannel: out.ID}}
		}, want: []string{"not in the listening channel", "not in the staff channel", "there is no listening channel C0NONE"}},
		"staff": {change: func(w *world, o *Options) {
			o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{w.ann.ID, "U0NONE", "S0NONE", w.clinic.AddGroup("team", w.ann).ID}}}
		}, want: []string{"the id U0NONE", "the id S0NONE"}},
		"another workspace": {change: func(_ *world, o *Options) { o.Spaces = map[string]Space{"T0OTHER": {}} },
			want: []string{"not in the workspace T0OTHER"}},
		"Slack is down": {wrong: func(w *world) { w.server.Fail("auth.test", -1, fakeslack.Status(503)) },
			want: []string{"asking Slack who the bot is did not work"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			changes := []change{}
			if tt.change != nil {
				changes = append(changes, tt.change)
			}
			w := prepare(t, &chattest.Handler{}, changes...)
			if tt.wrong != nil {
				tt.wrong(w)
			}
			got := findings(t, w)
			if len(tt.want) == 0 && got != "" {
				t.Errorf("got faults %q, want none", got)
			}
			mustHold(t, got, tt.want...)
			if n := len(w.server.Calls("chat.postMessage")); n != 0 {
				t.Errorf("the check posted %d messages", n)
			}
		})
	}
}

// TestLooksAroundAtTheStart: what is missing is told in the log, a sentence each, while the bot works as far as it can.
func TestLooksAroundAtTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo(), func(w *world, o *Options) {
		o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{w.general.ID, w.clinic.AddChannel("out").ID}, StaffChannel: w.clinic.AddChannel("staff").ID}}
		all := scopes(*o)
		w.clinic.SetScopes(all[1:]...)
	})
	want := []string{"lacks the scope app_mentions:read", "not in the listening channel", "not in the staff channel"}
	if !w.server.Until(patience, func() bool { return strings.Count(w.log.String(), "level=WARN") >= len(want) }) {
		t.Error("not everything was told")
	}
	mustHold(t, w.log.String(), want...)
	if n := strings.Count(w.log.String(), "level=WARN"); n != len(want) {
		t.Errorf("got %d warnings, want %d: %s", n, len(want), w.log)
	}
}

// TestCheckCannotVerify: a scope that only the check would need is not asked for, and the check says what it cannot tell.
func TestCheckCannotVerify(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo(), bobIsStaff)
	w.clinic.SetScopes(scopes(w.slack.o)...)
	if got := findings(t, w); got != "" {
		t.Errorf("got faults %q, want none", got)
	}
	all := ""
	for _, f := range Check(t.Context(), w.slack.o) {
		all += f.Text + "\n"
	}
	mustHold(t, all, w.bob.ID, "cannot be verified without the scope users:read")
}
