package slack

// What this package says by itself: labels and short lines. Every sentence about massage, backs or the clinic comes from
// the handler.
const (
	appName     = "Backtalk"
	commandName = "/faq"
	ask         = "Ask Backtalk"
	find        = "Find an answer"

	wordClose    = "Close"
	wordAsk      = "Ask"
	wordPost     = "Post in thread"
	wordFrom     = "From "
	wordSource   = "source: "
	wordSection  = "section "
	wordAloud    = "To read out on the phone:"
	wordNote     = "A line from the clinic's team:"
	wordCut      = "This passage goes on. Its end is not shown here."
	wordWhole    = "Show the whole passage"
	wordChoose   = "Choose one"
	wordBest     = "The sentence that fits best:"
	wordWorking  = "One moment, this is being done. The result will be shown here."
	wordDone     = "Done. You can close this window."
	wordNothing  = "There is no answer to show."
	wordOpen     = "Open the message"
	wordWho      = "Open their profile"
	wordSearch   = "Choose a question"
	wordTyping   = "Start typing, then choose"
	wordOwn      = "Or ask in your own words"
	wordNoteAsk  = "A line of your own"
	wordNoteHint = "It is shown as yours, apart from the article's words."
	wordWhat     = "What to post"
	wordInvite   = "I'm not in that channel. Type /invite @" + appName + " there first."
	wordEmpty    = "Choose a question or type one."

	wordHomeAsk    = "Ask a question"
	wordHomeHint   = "Only you see the answer. Don't write anything here that you would not want kept in Slack."
	wordHomeCommon = "Questions people ask"
	wordHomeAbout  = "What this is"
	wordHomeKept   = "What is kept of you"
	wordHomeStaff  = "For the clinic's team"
	wordHomePause  = "Pause everywhere"
	wordHomeResume = "Speak again everywhere"
	wordHomeHow    = "To answer somebody's message, open its menu and choose \"" + find + "\". You see the passage first; nothing is posted until you press \"" + wordPost + "\". " +
		commandName + " pause makes the bot quiet in a channel, " + commandName + " resume lets it speak again, and " + commandName + " status says where it is quiet."
)
