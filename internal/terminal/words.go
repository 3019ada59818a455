package terminal

import "fmt"

// What this package says by itself. All else comes from the handler.
const (
	prompt   = "> "
	greeting = "Ask a question, or type /help."
	help     = "Type a question and press Enter. A number chooses from the last list of choices, the words of a [button] press it.\n" +
		"/help shows this, /quit ends. Arrow up brings earlier lines back."
	silence      = "(no answer: the bot would stay silent here)"
	ownApology   = "Sorry, something went wrong here and this was not answered. Please ask again, or reach the clinic directly."
	unknownSlash = "There is no such command. /help lists them."
)

func tooLong(limit string) string {
	return "That line is longer than " + limit + ", so I did not read it. Please ask in fewer words."
}

func noSuchChoice(n int) string {
	if n == 1 {
		return "There is one choice; type 1, or a question."
	}
	return fmt.Sprintf("There is no such choice; type a number from 1 to %d, or a question.", n)
}
