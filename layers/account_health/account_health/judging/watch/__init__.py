"""What is said and shown in a company's name, judged: few lines, each matter seldom, and nobody called a fake by us."""
