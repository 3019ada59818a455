package internal

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// alone lists the files that only one of two sister packages has, each with the reason.
func alone() map[string]string {
	return map[string]string{
		"discord/asked.go":      "an answer to a command is a message there, to which a link can lead",
		"discord/catchup.go":    "Discord delivers nothing again that was said without a connection; Slack does",
		"discord/gap.go":        "the same",
		"discord/missed.go":     "the same",
		"discord/past.go":       "the same",
		"discord/tide.go":       "the same",
		"discord/commands.go":   "commands are registered by requests; Slack's stand in the manifest",
		"discord/invite.go":     "the link and the settings with which the bot is invited; Slack's stand in the manifest",
		"discord/direct.go":     "a direct channel has to be opened, and looked at after a gap",
		"discord/guilds.go":     "events tell of roles and channels, which have to be known to tell who may do what",
		"discord/permission.go": "the same",
		"discord/place.go":      "an event does not tell whether its channel is a thread",
		"discord/posted.go":     "a look at a channel does not tell the nonces of posts; Slack's tells their metadata",
		"discord/interact.go":   "one kind of event has commands, presses and suggestions; Slack's are told apart in handle.go",

		"slack/answer.go":   "there are forms, which are answered in their acknowledgement",
		"slack/form.go":     "the same",
		"slack/formdata.go": "the same",
		"slack/submit.go":   "the same",
		"slack/home.go":     "there is a Home tab",
		"slack/manifest.go": "all settings of an app stand in one file; see commands.go and invite.go of Discord",
		"slack/stale.go":    "deliveries come in no order, and again after hours",
		"slack/thread.go":   "threads are opened by replies, and need no new mention",

		"discord/link/callback.go": "the first response to an interaction is a request; Slack's is the acknowledgement",
		"discord/link/line.go":     "discordgo cannot be stopped, and a connection is cut under it; slack-go's ends with its context",
		"discord/link/path.go":     "each route has a limit of its own; Slack's methods are named in their calls",

		"slack/link/alive.go":   "two connections stand side by side; Discord's one tells of itself",
		"slack/link/opening.go": "slack-go opens connections by itself, and without a pause; Discord's are opened in connect.go",

		"slack/blocks_test.go": "each kind of block has limits of its own, the same in messages, in forms and in the Home tab",
		"slack/bot_test.go":    "the real bot's forms are tried out; Discord has none",
	}
}

// TestSisters: the same work has the same file name in both adapters, and so it has in the shells round their libraries. Tests stand
// in the file that is named after what they test, or after what the sister tests as well.
func TestSisters(t *testing.T) {
	reasons := alone()
	for _, sisters := range [][2]string{{"discord", "slack"}, {"discord/link", "slack/link"}} {
		for i, dir := range sisters {
			own, others := sources(t, dir), sources(t, sisters[1-i])
			for _, name := range own {
				at := dir + "/" + name
				_, excused := reasons[at]
				tested, test := strings.CutSuffix(name, "_test.go")
				if has := slices.Contains(others, name) || test && slices.Contains(own, tested+".go"); has == excused {
					t.Errorf("%s: the sister has it %v, a reason why it is alone %v; give both the same name, or say the reason in internal/sisters_test.go", at, has, excused)
				}
				delete(reasons, at)
			}
		}
	}
	for at := range reasons {
		t.Errorf("%s is excused and not there", at)
	}
}

// sources are the names of a package's files.
func sources(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(all) < 3 {
		t.Fatalf("%s: got %d files, %v", dir, len(all), err)
	}
	for _, name := range all {
		names = append(names, filepath.Base(name))
	}
	return names
}
