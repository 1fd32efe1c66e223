package io.fairlead.architecture;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;

/**
 * The operands of a method's instructions, as far as the instruction right before tells their type.
 */
record Operands(List<CodeElement> elements) {
  /** How far behind a text its constructor is called. */
  private static final int NEAR = 12;

  /** The declared type of what the instruction at an index takes last. */
  Optional<Class<?>> typeBefore(int index) {
    for (int i = index - 1; i >= 0; i--) {
      if (elements.get(i) instanceof Instruction before) {
        return type(before, index).flatMap(Operands::loaded);
      }
    }
    return Optional.empty();
  }

  private Optional<ClassDesc> type(Instruction before, int index) {
    return switch (before) {
      case InvokeInstruction call -> Optional.of(call.typeSymbol().returnType());
      case FieldInstruction field -> Optional.of(field.typeSymbol());
      case TypeCheckInstruction cast -> Optional.of(cast.type().asSymbol());
      case LoadInstruction load ->
          elements.stream()
              .filter(LocalVariable.class::isInstance)
              .map(LocalVariable.class::cast)
              .filter(variable -> variable.slot() == load.slot())
              .filter(variable -> at(variable.startScope()) <= index)
              .filter(variable -> index < at(variable.endScope()))
              .map(LocalVariable::typeSymbol)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private int at(Label label) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof LabelTarget target && target.label().equals(label)) {
        return i;
      }
    }
    return elements.size();
  }

  /** Whether what is made at an index soon goes into a constructor of some classes. */
  boolean goesInto(int index, String classes) {
    return elements.subList(index, Math.min(elements.size(), index + NEAR)).stream()
        .anyMatch(
            element ->
                element instanceof InvokeInstruction call
                    && call.name().equalsString("<init>")
                    && call.owner().asInternalName().matches(classes));
  }

  /** A class by its descriptor; empty where it is primitive or not on the class path. */
  static Optional<Class<?>> loaded(ClassDesc type) {
    if (type.isPrimitive()) {
      return Optional.empty();
    }
    String name = type.descriptorString().replace('/', '.');
    try {
      return Optional.of(
          Class.forName(
              type.isArray() ? name : name.substring(1, name.length() - 1),
              false,
              Operands.class.getClassLoader()));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }
}
