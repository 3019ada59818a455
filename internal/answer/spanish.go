package answer

import "strings"

// isSpanish tells whether a message is written in Spanish: it holds Spanish function words or marks, and more of them
// than English ones. One borrowed word ("siesta", "por favor") does not make it so.
func isSpanish(text string) bool {
	es, en, words := 0, 0, 0
	lower := strings.ToLower(text)
	if strings.ContainsAny(lower, "¿¡ñ") {
		es++
	}
	for _, w := range strings.FieldsFunc(lower, func(r rune) bool { return strings.ContainsRune(" \n\t.,;:!?¿¡()\"", r) }) {
		words++
		switch w {
		case "el", "la", "los", "las", "un", "una", "unos", "de", "del", "que", "qué", "y", "en", "es", "por", "para", "con", "mi", "mis",
			"tengo", "tiene", "tienen", "puedo", "puede", "pueden", "cuanto", "cuánto", "cuesta", "como", "cómo", "cual", "cuál",
			"donde", "dónde", "cuando", "cuándo", "hay", "muy", "pero", "si", "sí", "se", "lo", "le", "al", "su", "sus", "yo", "usted", "ustedes",
			"espalda", "dolor", "duele", "masaje", "masajes", "ayuda", "cita", "hola", "gracias", "buenos", "buenas", "dias", "días", "tardes",
			"hacen", "hace", "quiero", "quisiera", "necesito", "estoy", "está", "esta", "son", "también", "cuello", "hombros", "horario", "precio",
			"favor", "ofrecen", "reservar", "sirve", "sin", "porque", "cada", "más":
			es++
		case "the", "is", "are", "my", "i", "a", "an", "and", "to", "of", "in", "for", "with", "do", "does", "can", "what", "how",
			"it", "you", "your", "have", "this", "that", "would", "massage", "back", "pain", "on", "me", "at", "was", "be":
			en++
		}
	}
	return es >= 2 && es > 2*en && 3*es >= words
}
