System.Console.WriteLine("scenarios: journaliser, opret-sag, start");
