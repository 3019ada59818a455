package voice

import "fmt"

// What the terminal says beside replies.
const (
	TerminalGreeting = "Ask a question, or type /help."
	TerminalHelp     = "Type a question and press Enter. A number chooses from the last list of choices, the words of a [button] press it.\n" +
		"/help shows this, /quit ends. Arrow up brings earlier lines back."
	TerminalSilence   = "(no answer: the bot would stay silent here)"
	TerminalApology   = "Sorry, something went wrong here and this was not answered. Please ask again, or reach the clinic directly."
	TerminalNoCommand = "There is no such command. /help lists them."
)

// TerminalTooLong answers a line that is longer than a limit.
func TerminalTooLong(limit string) string {
	return "That line is longer than " + limit + ", so I did not read it. Please ask in fewer words."
}

// TerminalCharacters and TerminalKilobytes are such limits.
func TerminalCharacters(n int) string { return numbered(n, "character") }

// TerminalKilobytes is a limit in bytes.
func TerminalKilobytes(n int) string { return fmt.Sprintf("%d KB", n) }

// TerminalNoChoice answers a number that chooses none of n choices.
func TerminalNoChoice(n int) string {
	if n == 1 {
		return "There is one choice; type 1, or a question."
	}
	return fmt.Sprintf("There is no such choice; type a number from 1 to %d, or a question.", n)
}

// terminalPhrases are what is said in a terminal alone.
func terminalPhrases() []Phrase {
	return []Phrase{
		en("In a terminal, at the beginning", TerminalGreeting),
		en("In a terminal, asked for help", TerminalHelp),
		en("In a terminal, for silence", TerminalSilence),
		en("In a terminal, after a fault in the program", TerminalApology),
		en("In a terminal, after an unknown command", TerminalNoCommand),
		en("In a terminal, after a line that is too long", TerminalTooLong(TerminalCharacters(4095))),
		en("In a terminal, after a number that chooses nothing", TerminalNoChoice(3)),
		en("The same, where there is one choice", TerminalNoChoice(1)),
	}
}
