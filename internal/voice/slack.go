package voice

// What Slack shows of the app: in its directory, on its command and its shortcuts.
const (
	SlackCommand        = "/faq"
	SlackCommandHint    = "[question] or help, book, privacy"
	SlackDescription    = "Answers questions with the clinic's own words."
	SlackAgent          = "Answers questions by quoting the clinic's articles word for word. It is no doctor and no emergency service."
	SlackAsk            = "Ask " + AppName
	SlackAskDescription = "Ask a question; only you see the answer"
	SlackFind           = "Find an answer to this message; only you see it"
	SlackInvite         = "I'm not in that channel. Type /invite @" + AppName + " there first."
)

// What stands in Slack's forms.
const (
	FormClose    = "Close"
	FormAsk      = "Ask"
	FormPost     = "Post in thread"
	FormWorking  = "One moment, this is being done. The result will be shown here."
	FormDone     = "Done. You can close this window."
	FormSearch   = "Choose a question"
	FormTyping   = "Start typing, then choose"
	FormOwn      = "Or ask in your own words"
	FormEmpty    = "Choose a question or type one."
	FormNote     = "A line of your own"
	FormNoteHint = "It is shown as yours, apart from the article's words."
	FormWhat     = "What to post"
)

// What stands in Slack's Home tab.
const (
	HomeHint   = "Only you see the answer. Don't write anything here that you would not want kept in Slack."
	HomeCommon = "Questions people ask"
	HomeAbout  = "What this is"
	HomeKept   = "What is kept of you"
	HomeStaff  = "For the clinic's team"
	HomePause  = "Pause everywhere"
	HomeResume = "Speak again everywhere"
	HomeHow    = "To answer somebody's message, open its menu and choose \"" + FindTitle + "\". You see the passage first; nothing is posted until you press \"" + FormPost + "\". " +
		SlackCommand + " pause makes the bot quiet in a channel, " + SlackCommand + " resume lets it speak again, and " + SlackCommand + " status says where it is quiet."
)

// slackPhrases are what is said on Slack alone.
func slackPhrases() []Phrase {
	return []Phrase{
		en("On Slack, the command", SlackCommand),
		en("On Slack, with the command: what can follow it", SlackCommandHint),
		en("On Slack, what the app is", SlackDescription),
		en("On Slack, what the app is, where it is talked to", SlackAgent),
		en("On Slack, the shortcut that asks, and its form", SlackAsk),
		en("On Slack, with that shortcut", SlackAskDescription),
		en("On Slack, with the shortcut on a message", SlackFind),
		en("On Slack, when something could not be posted in a channel", SlackInvite),
		en("In a form on Slack: the button that closes it", FormClose),
		en("The same: the button that asks", FormAsk),
		en("The same: the button that posts", FormPost),
		en("The same, while an answer is looked for", FormWorking),
		en("The same, when all is done", FormDone),
		en("The same, on a list of questions", FormSearch),
		en("The same, in that list", FormTyping),
		en("The same, on a box to ask in", FormOwn),
		en("The same, when nothing was asked", FormEmpty),
		en("The same, on a box for a line of staff's own", FormNote),
		en("The same, under that box", FormNoteHint),
		en("The same, on the ways to post", FormWhat),
		en("In Slack's Home tab, under the box to ask in", HomeHint),
		en("The same, above questions", HomeCommon),
		en("The same, above what the bot is", HomeAbout),
		en("The same, above what is kept", HomeKept),
		en("The same, above what staff can do", HomeStaff),
		en("The same: a button for staff", HomePause),
		en("The same: another button for staff", HomeResume),
		en("The same: what staff can do", HomeHow),
	}
}
