package voice

// What the program and what people do with it are called, on every platform.
const (
	AppName   = "Backtalk"       // the program
	FindTitle = "Find an answer" // in the menu of somebody's message, and on the form that follows
	AskTitle  = "Ask a question" // on the command and the box in which one asks
)
