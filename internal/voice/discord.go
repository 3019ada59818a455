package voice

// What Discord shows of the commands: their descriptions, and what their options are called.
const (
	AskTextDescription      = "Your question, in your own words"
	AskPrivateDescription   = "Only you see the answer"
	AskPrivatelyDescription = "Only you see the answer (that is so unless you choose False)"
	BookDescription         = "How to get an appointment"
	HelpDescription         = "What this bot is, what it is not, and what it keeps"
	PrivacyDescription      = "What is kept of you, and how to have it erased"
	StaffDescription        = "For staff: make the bot be quiet, or speak again"
	PauseDescription        = "Be quiet, but for danger signs"
	ResumeDescription       = "Speak again"
	StatusDescription       = "Say where it is quiet"
	ScopeDescription        = "Here, if you choose nothing"
	ScopeHere               = "in this channel"
	ScopeServer             = "on the whole server"
)

// discordPhrases are what is said on Discord alone.
func discordPhrases() []Phrase {
	return []Phrase{
		en("On Discord, with the command that asks: the question", AskTextDescription),
		en("The same: whether the answer is private", AskPrivateDescription),
		en("The same, where it is private unless somebody chooses otherwise", AskPrivatelyDescription),
		en("On Discord, with the command for appointments", BookDescription),
		en("On Discord, with the command for help", HelpDescription),
		en("On Discord, with the command that shows what is kept", PrivacyDescription),
		en("On Discord, with the command for staff", StaffDescription),
		en("The same: to pause", PauseDescription),
		en("The same: to resume", ResumeDescription),
		en("The same: to see the state", StatusDescription),
		en("The same: where to pause", ScopeDescription),
		en("The same: in one channel", ScopeHere),
		en("The same: everywhere", ScopeServer),
		en("On Discord, above choices that stand alone", PleaseChoose),
		en("To staff, before who asks", WhoAsks),
	}
}
